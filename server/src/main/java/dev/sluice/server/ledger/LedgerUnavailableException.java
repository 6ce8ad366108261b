package dev.sluice.server.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The ledger cannot answer now: too much is waiting, or the database is not there. Nothing is known
 * to be stored; the same call may be repeated.
 */
public final class LedgerUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LedgerUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
