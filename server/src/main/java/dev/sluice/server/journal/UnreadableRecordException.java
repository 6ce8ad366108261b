package dev.sluice.server.journal;

/** Packed bytes that this software cannot read, such as another version's. */
public final class UnreadableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says in a clause what is wrong with them. */
  public UnreadableRecordException(String detail) {
    super(detail);
  }
}
