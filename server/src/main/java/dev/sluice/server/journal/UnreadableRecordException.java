package dev.sluice.server.journal;

/** A decision record that this software cannot read, such as another version's. */
final class UnreadableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRecordException(String detail) {
    super(detail);
  }
}
