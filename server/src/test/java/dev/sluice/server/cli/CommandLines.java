package dev.sluice.server.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands inside a test and keeps what they print. */
final class CommandLines {

  private CommandLines() {}

  static CommandLine sluice(Messages messages) {
    return SluiceCli.commandLine(
        new CommandContext(
            messages, terminal("", new StringWriter(), new StringWriter()), Map.of()));
  }

  static Run run(String... arguments) {
    return runWithInput("", arguments);
  }

  static Run runWithInput(String input, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = SluiceCli.run(Map.of(), terminal(input, out, err), arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }

  private static Terminal terminal(String input, StringWriter out, StringWriter err) {
    return new Terminal(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintWriter(out),
        new PrintWriter(err),
        false,
        false,
        false,
        100);
  }

  /** What a command answered and printed. */
  record Run(int exitCode, String out, String err) {
    List<String> outLines() {
      return Arrays.asList(out.split("\n"));
    }
  }
}
