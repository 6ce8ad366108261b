package dev.sluice.loadtest.faults;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which ports a process of this machine talks from, as the kernel tells it. */
final class LocalPorts {

  private static final int HEX = 16;
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int INODE = 9;

  private static final Logger log = LoggerFactory.getLogger(LocalPorts.class);

  private LocalPorts() {}

  /** The local ports of the connections of process {@code pid} to {@code remotePort}. */
  static List<Integer> of(long pid, int remotePort) throws IOException {
    Set<String> sockets = socketsOf(pid);
    List<Integer> ports = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table));
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.strip().split("\\s+", -1);
        if (port(fields[REMOTE]) == remotePort && sockets.contains(fields[INODE])) {
          ports.add(port(fields[LOCAL]));
        }
      }
    }
    return ports;
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEX);
  }

  private static Set<String> socketsOf(long pid) throws IOException {
    Set<String> inodes = new HashSet<>();
    Path descriptors = Path.of("/proc", Long.toString(pid), "fd");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : all) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (NoSuchFileException e) {
          log.debug("Closed meanwhile: {}", e.getMessage());
        }
      }
    }
    return inodes;
  }
}
