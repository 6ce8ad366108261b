package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The request is wrong (INVALID_ARGUMENT): {@link #fieldViolations()} names the fields, {@link
 * #metadata()} an unknown SKU or region. Repeating it unchanged never helps.
 */
public final class InvalidRequestException extends SluiceException {

  private static final long serialVersionUID = 1L;

  InvalidRequestException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
