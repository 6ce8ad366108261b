package dev.sluice.loadtest.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Drops packets on the loopback device, so that connections fall silent without an end. Needs root
 * and {@code nft}; leaves everything but the ports it is given alone.
 */
final class PacketFilter implements AutoCloseable {

  private final String table = "sluice_faults_" + ProcessHandle.current().pid();
  private final Thread atExit = new Thread(this::removeQuietly, "loadtest-remove-filter");
  private boolean dropping;

  /** Whether this machine lets us drop packets. */
  static boolean isPossible() {
    try (PacketFilter filter = new PacketFilter()) {
      filter.drop(List.of(1));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Drops all packets from and to these TCP ports until {@link #close}. */
  void drop(Collection<Integer> ports) throws IOException {
    String set =
        ports.stream().map(port -> Integer.toString(port)).collect(Collectors.joining(", "));
    Runtime.getRuntime().addShutdownHook(atExit);
    dropping = true;
    run(
        """
        table inet %s {
          chain input {
            type filter hook input priority 0; policy accept;
            tcp dport { %s } drop
            tcp sport { %s } drop
          }
        }
        """
            .formatted(table, set, set));
  }

  /** Lets packets pass again. */
  @Override
  public void close() throws IOException {
    if (dropping) {
      dropping = false;
      run("delete table inet " + table);
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
  }

  private void removeQuietly() {
    try {
      run("delete table inet " + table);
    } catch (IOException e) {
      System.err.println("The packet filter may be left: nft delete table inet " + table);
    }
  }

  private static void run(String rules) throws IOException {
    Process nft = new ProcessBuilder("nft", "-f", "-").redirectErrorStream(true).start();
    nft.getOutputStream().write(rules.getBytes(StandardCharsets.UTF_8));
    nft.getOutputStream().close();
    String said = new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (nft.waitFor() != 0) {
        throw new IOException("nft refuses: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while nft ran", e);
    }
  }
}
