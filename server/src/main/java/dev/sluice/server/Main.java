package dev.sluice.server;

import dev.sluice.server.cli.SluiceCli;

/** Runs the command that was typed. */
public final class Main {

  private Main() {}

  /** Ends the process with the command's exit code. */
  public static void main(String[] args) {
    System.exit(SluiceCli.run(args));
  }
}
