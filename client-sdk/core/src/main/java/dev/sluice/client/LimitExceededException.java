package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The caller has too much under way or sent too much at once (RESOURCE_EXHAUSTED): come back after
 * {@link #retryAfter()}.
 */
public final class LimitExceededException extends SluiceException {

  private static final long serialVersionUID = 1L;

  LimitExceededException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
