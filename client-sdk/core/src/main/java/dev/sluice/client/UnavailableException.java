package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The server cannot be reached or cannot answer now (UNAVAILABLE), also after the repeats of the
 * retry policy. Safe to repeat: order ids are idempotent.
 */
public final class UnavailableException extends SluiceException {

  private static final long serialVersionUID = 1L;

  UnavailableException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
