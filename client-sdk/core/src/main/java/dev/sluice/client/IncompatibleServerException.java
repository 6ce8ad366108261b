package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The server has no such method (UNIMPLEMENTED): it is of another version than this client, or no
 * Sluice at all.
 */
public final class IncompatibleServerException extends SluiceException {

  private static final long serialVersionUID = 1L;

  IncompatibleServerException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
