package dev.sluice.server.cli;

/** What a command answers to the shell; {@code sluice help} lists the same. */
public final class ExitCode {

  /** Done as asked. */
  public static final int OK = 0;

  /** Done, but there is something to look at: an order refused, a broken file, a violation. */
  public static final int FINDINGS = 1;

  /** The command was not understood. */
  public static final int USAGE = 2;

  /** The server or the database could not be reached or did not answer. */
  public static final int UNREACHABLE = 3;

  /** A defect of Sluice. */
  public static final int DEFECT = 4;

  private ExitCode() {}
}
