package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * The state of the plan or of the server forbids it (FAILED_PRECONDITION, ABORTED): confirming an
 * expired plan, an order older than what is kept, no network imported yet.
 */
public final class StateForbidsException extends SluiceException {

  private static final long serialVersionUID = 1L;

  StateForbidsException(ErrorDetails details, @Nullable Throwable cause) {
    super(details, cause);
  }
}
