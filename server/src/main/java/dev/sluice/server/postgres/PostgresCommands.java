package dev.sluice.server.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's own programs inside the data folder, as the right account, for a bounded time.
 */
final class PostgresCommands {
  private final PostgresAccount account;
  private final Path workingFolder;

  PostgresCommands(PostgresAccount account, Path workingFolder) {
    this.account = account;
    this.workingFolder = workingFolder;
  }

  /** What a program said and how it ended; -1 when it was ended for taking too long. */
  record Outcome(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  Outcome run(Duration limit, Path program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(account.prefix());
    command.add(program.toString());
    command.addAll(List.of(arguments));
    // A file, not a pipe: a server that pg_ctl leaves behind would keep a pipe open for ever.
    Path output = Files.createTempFile("sluice-postgres-", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(workingFolder.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile());
      cleanEnvironment(builder.environment());
      int exitCode = exitCode(builder.start(), limit);
      return new Outcome(
          exitCode, new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip());
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** The user's own PG... variables and locale must not reach the embedded server. */
  private static void cleanEnvironment(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    environment.remove("LANG");
    environment.remove("LD_LIBRARY_PATH");
    environment.put("LC_ALL", "C");
  }

  private static int exitCode(Process process, Duration limit) throws IOException {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return -1;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + process.info().command(), e);
    }
  }
}
