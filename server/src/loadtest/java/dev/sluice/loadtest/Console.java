package dev.sluice.loadtest;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the programs print what they found. */
public final class Console {

  private Console() {}

  /** Standard output; every line is out when it is printed. */
  public static PrintWriter out() {
    return new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
  }
}
