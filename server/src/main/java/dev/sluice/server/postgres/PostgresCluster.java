package dev.sluice.server.postgres;

import dev.sluice.server.config.SetupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of one PostgreSQL server: made once, then started again and again. */
final class PostgresCluster {
  private static final Duration CREATE_LIMIT = Duration.ofMinutes(3);
  private static final Duration START_LIMIT = Duration.ofMinutes(10);
  private static final Pattern MAJOR_VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");
  private static final long MAX_LOG_BYTES = 10L << 20;
  private static final int SHOWN_LOG_LINES = 12;

  private final DataFolder data;
  private final PostgresAccount account;
  private final PostgresBinaries binaries;
  private final PostgresCommands commands;

  PostgresCluster(
      DataFolder data,
      PostgresAccount account,
      PostgresBinaries binaries,
      PostgresCommands commands) {
    this.data = data;
    this.account = account;
    this.binaries = binaries;
    this.commands = commands;
  }

  void createIfMissing(String superuser, String password, PostgresSettings settings)
      throws IOException {
    if (data.hasCluster()) {
      return;
    }
    Path fresh = data.prepareCluster();
    Path passwordFile = Files.createTempFile(data.root(), "initdb-", ".tmp");
    try {
      Files.writeString(passwordFile, password);
      handOver(fresh);
      handOver(passwordFile);
      PostgresCommands.Outcome outcome =
          commands.run(
              CREATE_LIMIT,
              binaries.initdb(),
              "--pgdata=" + fresh.getFileName(),
              "--username=" + superuser,
              "--pwfile=" + passwordFile.getFileName(),
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              // The server's own collation: indexes stay good when the system's C library changes.
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--data-checksums",
              settings.areDurable() ? "--sync-method=fsync" : "--no-sync",
              "--no-instructions");
      if (!outcome.succeeded()) {
        throw new SetupException(
            "A database cannot be made in %s:\n%s".formatted(data.root(), outcome.output()),
            "the disk is full, or its file system lacks what PostgreSQL needs: choose another"
                + " folder with --data DIR.");
      }
      data.publishCluster(fresh);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  void requireSameMajorVersion() throws IOException {
    Path versionFile = data.cluster().resolve("PG_VERSION");
    String made = Files.exists(versionFile) ? Files.readString(versionFile).strip() : "unknown";
    String output = InstalledPostgres.version(commands, binaries).output();
    Matcher matcher = MAJOR_VERSION.matcher(output);
    String ours = matcher.find() ? matcher.group(1) : output;
    if (!made.equals(ours)) {
      throw new SetupException(
          "Data folder %s was made by PostgreSQL %s, this Sluice brings PostgreSQL %s"
              .formatted(data.root(), made, ours),
          "an older or newer Sluice made it: start that one, or choose another folder with --data"
              + " DIR.");
    }
  }

  /**
   * Starts the server on 127.0.0.1 and returns when it accepts connections.
   *
   * @return false when the port is another program's
   */
  boolean start(int port, PostgresSettings settings) throws IOException {
    Path logFile = data.cluster().resolve("server.log");
    long logStart = rotate(logFile);
    PostgresCommands.Outcome outcome =
        commands.run(
            START_LIMIT.plusSeconds(5),
            binaries.pgCtl(),
            "start",
            "-D",
            data.cluster().getFileName().toString(),
            "-l",
            data.root().relativize(logFile).toString(),
            "-o",
            settings.commandLine(port),
            "-w",
            "-t",
            Long.toString(START_LIMIT.toSeconds()));
    if (outcome.succeeded()) {
      return true;
    }
    String serverLog = logTail(logFile, logStart);
    if (serverLog.contains("could not create any TCP/IP sockets")) {
      return false;
    }
    throw new SetupException(
        "The embedded PostgreSQL in %s does not start: %s\n%s"
            .formatted(data.root(), outcome.output(), serverLog),
        "the lines above name the cause; its log is %s.".formatted(logFile));
  }

  private void handOver(Path path) throws IOException {
    if (account.foreign()) {
      Files.setAttribute(path, "unix:uid", account.uid());
    }
  }

  private static long rotate(Path logFile) throws IOException {
    if (!Files.exists(logFile)) {
      return 0;
    }
    if (Files.size(logFile) < MAX_LOG_BYTES) {
      return Files.size(logFile);
    }
    Path previous = logFile.resolveSibling("server.log.1");
    Files.move(logFile, previous, StandardCopyOption.REPLACE_EXISTING);
    return 0;
  }

  private static String logTail(Path logFile, long start) throws IOException {
    if (!Files.exists(logFile)) {
      return "";
    }
    byte[] all = Files.readAllBytes(logFile);
    int from = (int) Math.min(start, all.length);
    String text = new String(all, from, all.length - from, StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
  }
}
