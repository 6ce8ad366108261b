package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The order id was routed before with other content (ALREADY_EXISTS); {@link #metadata()} has the
 * {@code plan_id}. Nothing was changed.
 */
public final class OrderConflictException extends SluiceException {

  private static final long serialVersionUID = 1L;

  OrderConflictException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
