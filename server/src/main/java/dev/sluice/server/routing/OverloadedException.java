package dev.sluice.server.routing;

/** More orders are waiting to be decided than may wait; nothing happened to this one. */
public final class OverloadedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OverloadedException(Throwable cause) {
    super(
        "Too many orders are waiting to be decided\n"
            + "Maybe send fewer at a time; this one was not looked at and can be repeated.",
        cause);
  }
}
