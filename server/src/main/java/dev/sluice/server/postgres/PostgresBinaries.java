package dev.sluice.server.postgres;

import dev.sluice.server.config.SetupException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs of this platform, unpacked once from the class path into a folder. */
record PostgresBinaries(Path folder) {
  private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);
  private static final int FINGERPRINT_DIGITS = 16;

  Path initdb() {
    return folder.resolve("bin/initdb");
  }

  Path pgCtl() {
    return folder.resolve("bin/pg_ctl");
  }

  Path postgres() {
    return folder.resolve("bin/postgres");
  }

  /**
   * Unpacks into a folder named by the archive's content, unless it is there already. Safe when
   * several processes do so at once: the folder appears complete or not at all.
   *
   * @param parent an existing folder that this user alone may write
   */
  static PostgresBinaries unpack(Path parent) {
    String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
    try {
      Path folder = parent.resolve("postgresql-" + fingerprint(archive));
      if (!Files.isDirectory(folder)) {
        log.info("Unpacking PostgreSQL into {}", folder);
        Path fresh = Files.createTempDirectory(parent, "unpacking-");
        extract(archive, fresh);
        publish(fresh, folder);
      }
      return new PostgresBinaries(folder);
    } catch (IOException e) {
      throw new SetupException(
          "The embedded PostgreSQL cannot be unpacked into %s: %s".formatted(parent, e),
          "the disk is full or the folder is read-only; a PostgreSQL of your own works with"
              + " --database-url.",
          e);
    }
  }

  /** Removes the unpacked programs, so that the next {@link #unpack} starts from nothing. */
  void delete() {
    Folders.delete(folder);
  }

  static String archiveName(String osName, String osArch) {
    String arch =
        switch (osArch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "";
        };
    if (!osName.toLowerCase(Locale.ROOT).startsWith("linux") || arch.isEmpty()) {
      throw new SetupException(
          "The embedded PostgreSQL does not run on %s %s: it needs Linux on x86-64 or arm64"
              .formatted(osName, osArch),
          "start a PostgreSQL 14 or later and name it with"
              + " --database-url postgresql://USER:PASSWORD@HOST/DATABASE.");
    }
    return "/postgres-linux-" + arch + ".txz";
  }

  private static InputStream open(String archive) throws IOException {
    InputStream stream = PostgresBinaries.class.getResourceAsStream(archive);
    if (stream == null) {
      throw new IOException(archive + " is not on the class path");
    }
    return new BufferedInputStream(stream);
  }

  private static String fingerprint(String archive) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      String digits = HexFormat.of().formatHex(in.getMessageDigest().digest());
      return digits.substring(0, FINGERPRINT_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static void extract(String archive, Path target) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(open(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("Entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          writeFile(tar, entry, path);
        }
      }
    }
    Files.setPosixFilePermissions(target, permissions(true));
  }

  private static void writeFile(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0));
  }

  private static Set<PosixFilePermission> permissions(boolean executable) {
    Set<PosixFilePermission> all =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      all.add(PosixFilePermission.OWNER_EXECUTE);
      all.add(PosixFilePermission.GROUP_EXECUTE);
      all.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return all;
  }

  private static void publish(Path fresh, Path folder) throws IOException {
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      Folders.delete(fresh);
    } catch (IOException e) {
      Folders.delete(fresh);
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }
}
