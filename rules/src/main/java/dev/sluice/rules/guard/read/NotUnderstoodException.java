package dev.sluice.rules.guard.read;

/** The rest of a rule cannot be read; why was refused already. */
final class NotUnderstoodException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotUnderstoodException() {
    super(null, null, false, false);
  }
}
