package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The call was cancelled (CANCELLED): by the caller, by its context or by closing the client or
 * stream. Whether an order was routed is open: repeat it with the same id.
 */
public final class CallCancelledException extends SluiceException {

  private static final long serialVersionUID = 1L;

  CallCancelledException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
