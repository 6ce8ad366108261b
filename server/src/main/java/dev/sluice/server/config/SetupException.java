package dev.sluice.server.config;

/**
 * Sluice cannot start as it was told to. The message is for the operator: what is wrong with its
 * value, then a line of advice that begins with "Maybe".
 */
public final class SetupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong and what may help.
   *
   * @param what the subject and its value
   * @param advice what may help, without the leading "Maybe "
   */
  public SetupException(String what, String advice) {
    super(message(what, advice));
  }

  /** The same with what brought it to light. */
  public SetupException(String what, String advice, Throwable cause) {
    super(message(what, advice), cause);
  }

  private static String message(String what, String advice) {
    return what + "\nMaybe " + advice;
  }
}
