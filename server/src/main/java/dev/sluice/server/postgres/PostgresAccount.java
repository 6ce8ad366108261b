package dev.sluice.server.postgres;

import dev.sluice.server.config.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Under which account the PostgreSQL programs run: they refuse root, so root steps down.
 *
 * @param prefix what to put before a command; empty for an ordinary user
 * @param uid the owner of the cluster's files on disk
 * @param foreign whether that is another user than ours, who must be able to read our files
 */
record PostgresAccount(List<String> prefix, int uid, boolean foreign) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;
  private static final long PROBE_SECONDS = 10;

  /**
   * @param cluster the cluster's folder, which may be missing yet
   */
  static PostgresAccount choose(Path cluster) {
    try {
      int self = owner(Path.of("/proc/self"));
      int owner = Files.exists(cluster) ? owner(cluster) : self;
      if (self != ROOT) {
        return ordinary(cluster, self, owner);
      }
      if (owner != ROOT) {
        return stepDown(owner);
      }
      // A fresh user namespace hides that we are root, while the files stay root's on disk.
      return works(List.of("unshare", "-U", "true"))
          ? new PostgresAccount(List.of("unshare", "-U"), ROOT, false)
          : stepDown(NOBODY);
    } catch (IOException e) {
      throw new SetupException(
          "The owner of %s cannot be read: %s".formatted(cluster, e),
          "its parent folder is not accessible to this user.",
          e);
    }
  }

  private static PostgresAccount ordinary(Path cluster, int self, int owner) throws IOException {
    if (owner != self) {
      throw new SetupException(
          "Database folder %s belongs to user %s, not to the user %s who starts Sluice"
              .formatted(cluster, Files.getOwner(cluster), System.getProperty("user.name")),
          "start as that user, or choose another folder with --data DIR.");
    }
    return new PostgresAccount(List.of(), self, false);
  }

  private static PostgresAccount stepDown(int uid) {
    List<String> prefix = List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups");
    List<String> probe = new ArrayList<>(prefix);
    probe.add("true");
    if (!works(probe)) {
      throw new SetupException(
          "PostgreSQL does not run as root, and stepping down to user id %d failed".formatted(uid),
          "start Sluice as an ordinary user, or name a PostgreSQL with --database-url.");
    }
    return new PostgresAccount(prefix, uid, true);
  }

  private static boolean works(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
