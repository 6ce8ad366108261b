package dev.sluice.server.postgres;

import dev.sluice.server.config.SetupException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a killed Sluice left running on a cluster: the server outlives the process that started
 * it. Its processes are known by their working folder, as a process id in a file may be anybody's.
 */
final class LeftoverServer {
  private static final Logger log = LoggerFactory.getLogger(LeftoverServer.class);
  private static final Duration FAST_STOP = Duration.ofSeconds(60);
  private static final Duration KILL = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Path cluster;

  LeftoverServer(Path cluster) {
    this.cluster = cluster;
  }

  /** Returns when no process works in the cluster's folder any more. */
  void stop(PostgresCommands commands, PostgresBinaries binaries) throws IOException {
    if (!processes().isEmpty()) {
      log.info("Stopping the PostgreSQL that an earlier Sluice left running on {}", cluster);
      stopFast(commands, binaries, FAST_STOP);
      kill();
    }
    // Nobody is left, so the file is stale; its process id may be another program's by now.
    Files.deleteIfExists(pidFile());
  }

  /** Asks the server to stop, which rolls back what is open; one that is dead is left alone. */
  void stopFast(PostgresCommands commands, PostgresBinaries binaries, Duration limit)
      throws IOException {
    if (processes().stream().noneMatch(this::isNamedInPidFile)) {
      return;
    }
    PostgresCommands.Outcome outcome =
        commands.run(
            limit.plusSeconds(5),
            binaries.pgCtl(),
            "stop",
            "-D",
            cluster.getFileName().toString(),
            "-m",
            "fast",
            "-w",
            "-t",
            Long.toString(limit.toSeconds()));
    if (!outcome.succeeded()) {
      log.warn("PostgreSQL did not stop on request: {}", outcome.output());
    }
  }

  /** Kills what still runs: no committed data is lost, the next start recovers it from the log. */
  void kill() {
    for (ProcessHandle process : processes()) {
      process.destroyForcibly();
    }
    // Not by waiting for the processes: where nobody reaps them they stay as zombies for ever.
    long deadline = System.nanoTime() + KILL.toNanos();
    List<ProcessHandle> left = processes();
    while (!left.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new SetupException(
            "Process %d still works on %s and cannot be ended"
                .formatted(left.get(0).pid(), cluster),
            "it hangs in the disk, or belongs to another user: end it by hand, then start again.");
      }
      pause();
      left = processes();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      // Going on: what follows must not happen while the server still runs. The time is bounded.
      Thread.currentThread().interrupt();
      Thread.onSpinWait();
    }
  }

  List<Long> processIds() {
    return processes().stream().map(ProcessHandle::pid).toList();
  }

  private List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses().filter(this::worksHere).toList();
  }

  private boolean worksHere(ProcessHandle process) {
    Path details = Path.of("/proc", Long.toString(process.pid()));
    try {
      // A shell of the operator who looks around in the folder must not be killed.
      if (!Files.readString(details.resolve("comm")).strip().equals("postgres")) {
        return false;
      }
      return details.resolve("cwd").toRealPath().equals(cluster);
    } catch (AccessDeniedException e) {
      // Root of a container may not look at the user to which it stepped down.
      return isNamedInPidFile(process);
    } catch (IOException e) {
      return false; // It ended meanwhile.
    }
  }

  /** A request to stop goes to the process that the pid file names, so it has to be a server. */
  private boolean isNamedInPidFile(ProcessHandle process) {
    try {
      return Files.readAllLines(pidFile()).stream()
          .limit(1)
          .anyMatch(pid -> pid.strip().equals(Long.toString(process.pid())));
    } catch (IOException e) {
      return false; // No file, no server.
    }
  }

  private Path pidFile() {
    return cluster.resolve("postmaster.pid");
  }
}
