package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The deadline passed first (DEADLINE_EXCEEDED). The order may have been routed all the same:
 * repeat it with the same id.
 */
public final class DeadlineExceededException extends SluiceException {

  private static final long serialVersionUID = 1L;

  DeadlineExceededException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
