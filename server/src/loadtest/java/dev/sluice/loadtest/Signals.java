package dev.sluice.loadtest;

import java.io.IOException;

/** Sends signals that {@link ProcessHandle} has no method for. */
final class Signals {

  private Signals() {}

  /** The process stands still until {@link #resume}. */
  static void pause(long pid) throws IOException {
    send("STOP", pid);
  }

  /** Lets a paused process go on. */
  static void resume(long pid) throws IOException {
    send("CONT", pid);
  }

  private static void send(String signal, long pid) throws IOException {
    // The shell's own kill: small systems have no program of that name.
    Process shell = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).start();
    try {
      if (shell.waitFor() != 0) {
        throw new IOException("Signal %s does not reach process %d".formatted(signal, pid));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while signalling process " + pid, e);
    }
  }
}
