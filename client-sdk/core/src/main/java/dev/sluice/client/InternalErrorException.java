package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * A defect of the server, of something between or of this client (INTERNAL, UNKNOWN, UNIMPLEMENTED
 * and what has no class of its own). Repeating it unchanged helps seldom.
 */
public final class InternalErrorException extends SluiceException {

  private static final long serialVersionUID = 1L;

  InternalErrorException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
