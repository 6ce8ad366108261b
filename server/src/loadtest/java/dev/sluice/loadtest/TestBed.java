package dev.sluice.loadtest;

import dev.sluice.client.RoutingClient;
import dev.sluice.server.cli.files.NetworkFolder;
import dev.sluice.server.cli.files.NetworkMessages;
import dev.sluice.server.cli.journal.ClientJournal;
import dev.sluice.server.postgres.Audit;
import dev.sluice.server.postgres.DatabaseAddress;
import dev.sluice.server.postgres.DatabaseAudit;
import dev.sluice.server.postgres.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A folder with one PostgreSQL and the servers of one run: all of them are gone when it is closed.
 */
public final class TestBed implements AutoCloseable {
  private static final Duration NEWS_LIMIT = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 20;

  private final Path folder;
  private final boolean keep;
  private final PostgresProcess postgres;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private TestBed(Path folder, boolean keep, PostgresProcess postgres) {
    this.folder = folder;
    this.keep = keep;
    this.postgres = postgres;
    parts.push(postgres);
  }

  /**
   * Starts the database.
   *
   * @param parent of the run's folder; must be on a real disk, or durability is not what is
   *     measured
   * @param keep leaves the folder with its logs and data behind
   */
  public static TestBed start(Path parent, boolean keep) throws IOException {
    Files.createDirectories(parent);
    Path folder = Files.createTempDirectory(parent.toAbsolutePath(), "run-");
    return new TestBed(folder, keep, PostgresProcess.start(folder.resolve("database")));
  }

  public Path folder() {
    return folder;
  }

  public PostgresProcess postgres() {
    return postgres;
  }

  /** How a server on this bed's database is set up, before anything is added. */
  public ServerSetup setup(String name) {
    return ServerSetup.of(name, folder).on(postgres.address());
  }

  /** Starts a server that is stopped with this bed. */
  public ServerProcess start(ServerSetup setup) throws IOException, InterruptedException {
    ServerProcess server = ServerProcess.start(setup);
    parts.push(server);
    return server;
  }

  /** Starts the server that does nothing, see {@link ServerProcess#startEcho}. */
  public ServerProcess startEcho(int responseBytes) throws IOException, InterruptedException {
    ServerProcess server = ServerProcess.startEcho(folder, responseBytes);
    parts.push(server);
    return server;
  }

  /** Replaces what the servers of one database know of the world; returns once all know it. */
  public static void importNetwork(List<ServerProcess> servers, NetworkFolder network)
      throws IOException, InterruptedException {
    long version;
    try (RoutingClient client = client(servers.get(0))) {
      version =
          client
              .network()
              .importNetwork(List.of(NetworkMessages.importRequest(network, false)))
              .getNetworkVersion();
    }
    for (ServerProcess server : servers) {
      awaitNetwork(server, version);
    }
  }

  /** The same for one server. */
  public static void importNetwork(ServerProcess server, NetworkFolder network)
      throws IOException, InterruptedException {
    importNetwork(List.of(server), network);
  }

  private static void awaitNetwork(ServerProcess server, long version)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + NEWS_LIMIT.toNanos();
    try (RoutingClient client = client(server)) {
      while (client.network().getSummary().getNetworkVersion() < version) {
        if (System.nanoTime() - deadline > 0) {
          throw new IOException(
              "Server %s does not know network %d after %d s"
                  .formatted(server.name(), version, NEWS_LIMIT.toSeconds()));
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
  }

  private static RoutingClient client(ServerProcess server) {
    return RoutingClient.connect("127.0.0.1:" + server.port());
  }

  /** Prints the audit of a database; answers whether all invariants hold. */
  public static boolean audit(DatabaseAddress database, PrintWriter out) {
    return print(Audit.of(database), out);
  }

  /** The same with what a client was told. */
  public static boolean audit(DatabaseAddress database, Path clientJournal, PrintWriter out)
      throws IOException {
    try (DatabaseAudit audit = DatabaseAudit.open(database)) {
      ClientJournal.read(clientJournal, audit::add);
      return print(audit.run(), out);
    }
  }

  private static boolean print(List<Audit.Finding> findings, PrintWriter out) {
    boolean holds = true;
    for (Audit.Finding finding : findings) {
      holds &= finding.holds();
      if (!finding.holds()) {
        out.printf(
            "audit: %s violated %d times: %s %s%n",
            finding.id(), finding.violations(), finding.sentence(), finding.examples());
      }
    }
    out.println(holds ? "audit: every invariant holds, of " + findings.size() : "audit: FAILED");
    return holds;
  }

  @Override
  public void close() throws Exception {
    Exception failure = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (!keep) {
      Folders.delete(folder);
    }
    if (failure != null) {
      throw failure;
    }
  }
}
