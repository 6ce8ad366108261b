package dev.sluice.rules.guard.read;

/** What follows is not what one way to read a sentence needs; another way may fit. */
final class SentenceMismatch extends RuntimeException {
  private static final long serialVersionUID = 1;

  SentenceMismatch() {
    super(null, null, false, false);
  }
}
