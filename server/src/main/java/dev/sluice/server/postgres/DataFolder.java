package dev.sluice.server.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.server.config.SetupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds an embedded database: the cluster, its password, and the lock that keeps a
 * second Sluice out.
 */
final class DataFolder implements AutoCloseable {
  private static final long MIN_FREE_BYTES_NEW = 400L << 20;
  private static final long MIN_FREE_BYTES = 100L << 20;
  private static final int PASSWORD_BYTES = 24;

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /** Creates the folder when it is missing, and locks it. */
  static DataFolder open(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(absolute)) {
        Files.createDirectories(absolute);
        Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
      }
      Path root = absolute.toRealPath();
      requireSpace(root);
      return lock(root);
    } catch (IOException | UnsupportedOperationException e) {
      throw new SetupException(
          "Data folder %s cannot be used: %s".formatted(absolute, e),
          "this user may not write there: choose another folder with --data DIR.",
          e);
    }
  }

  Path root() {
    return root;
  }

  /** PostgreSQL's own folder; not there before {@link #publishCluster}. */
  Path cluster() {
    return clusterOf(root);
  }

  static Path clusterOf(Path root) {
    return root.resolve("postgres");
  }

  boolean hasCluster() {
    return Files.exists(cluster());
  }

  /** An empty folder in which a cluster is prepared; what an interrupted start left is removed. */
  Path prepareCluster() throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(root, "postgres.new-*")) {
      for (Path leftover : leftovers) {
        Folders.delete(leftover);
      }
    }
    return Files.createTempDirectory(root, "postgres.new-");
  }

  /** Makes a prepared cluster the folder's cluster, whole or not at all. */
  void publishCluster(Path prepared) throws IOException {
    Files.move(prepared, cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The password of the database; made at random before the cluster is. */
  String password() throws IOException {
    Path file = passwordFile(root);
    if (Files.exists(file)) {
      return readPassword(file);
    }
    if (hasCluster()) {
      throw new SetupException(
          "Data folder %s has a database but no password file %s".formatted(root, file),
          "the folder was copied in part: put the file back, it belongs to the database.");
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    writePrivate(file, password + "\n");
    return password;
  }

  static Path passwordFile(Path root) {
    return root.resolve("database.password");
  }

  static String readPassword(Path file) throws IOException {
    return Files.readString(file, UTF_8).strip();
  }

  /** A file only this user can read, complete and on disk when this returns, or not there. */
  static void writePrivate(Path file, String content) throws IOException {
    Path fresh = Files.createTempFile(file.getParent(), "new-", ".tmp");
    try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(ownerFile(root));
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unlock " + root, e);
    }
  }

  private static DataFolder lock(Path root) throws IOException {
    // Closing any channel of a file gives up all of this process's locks on it, so a second try
    // from this very process must be found out before the file is touched.
    String self = owner(ProcessHandle.current());
    String owner = readOwner(root);
    if (self.equals(owner)) {
      throw inUse(root, owner, null);
    }
    FileChannel channel =
        FileChannel.open(
            root.resolve("sluice.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(root, owner, null);
      }
      // A killed process leaves the file behind, perhaps as another user who may not be
      // overwritten.
      Files.deleteIfExists(ownerFile(root));
      Files.writeString(ownerFile(root), self, UTF_8);
      return new DataFolder(root, channel, lock);
    } catch (OverlappingFileLockException e) {
      throw inUse(root, self, e);
    } catch (SetupException | IOException e) {
      channel.close();
      throw e;
    }
  }

  private static SetupException inUse(Path root, String owner, @Nullable Exception cause) {
    String what =
        "Data folder %s is in use by another Sluice (%s)"
            .formatted(root, owner.isEmpty() ? "unknown process" : owner);
    String advice = "stop that one first, or choose another folder with --data DIR.";
    return cause == null
        ? new SetupException(what, advice)
        : new SetupException(what, advice, cause);
  }

  private static Path ownerFile(Path root) {
    return root.resolve("sluice.owner");
  }

  private static String readOwner(Path root) throws IOException {
    Path file = ownerFile(root);
    return Files.exists(file) ? Files.readString(file, UTF_8).strip() : "";
  }

  private static String owner(ProcessHandle process) {
    String since = process.info().startInstant().map(at -> " since " + at).orElse("");
    return "process " + process.pid() + since;
  }

  private static void requireSpace(Path root) throws IOException {
    long needed = Files.exists(clusterOf(root)) ? MIN_FREE_BYTES : MIN_FREE_BYTES_NEW;
    long free = Files.getFileStore(root).getUsableSpace();
    if (free < needed) {
      throw new SetupException(
          "Data folder %s has %d MB of free space, %d MB are needed"
              .formatted(root, free >> 20, needed >> 20),
          "choose a folder on another disk with --data DIR.");
    }
  }
}
