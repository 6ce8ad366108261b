package dev.sluice.server;

import dev.sluice.rules.RuleSet;
import dev.sluice.server.config.ServerConfig;
import dev.sluice.server.grpc.GrpcServer;
import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.metrics.MetricsEndpoint;
import dev.sluice.server.metrics.ServerMetrics;
import dev.sluice.server.postgres.DatabaseAddress;
import dev.sluice.server.postgres.ReplicaNews;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole service, built by constructor: what is made here first is stopped last.
 *
 * <p>Several may run in one process, each on a port and a database of its own, or as replicas on
 * one database.
 */
public final class SluiceServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SluiceServer.class);

  private final Parts parts = new Parts();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Storage storage;
  private final GrpcServer grpc;
  private final Optional<MetricsEndpoint> metricsEndpoint;

  /** Starts the service on the database's own time. */
  public static SluiceServer start(ServerConfig config) {
    return startOnMachineTime(config, InstantSource.system());
  }

  /**
   * Starts the service on a machine whose clock may be wrong: it only measures how long callers
   * wait.
   */
  public static SluiceServer startOnMachineTime(ServerConfig config, InstantSource machineClock) {
    return new SluiceServer(config, Optional.empty(), machineClock);
  }

  /** Starts the service on a given time, for replaying orders of another day. */
  public static SluiceServer start(ServerConfig config, DatabaseClock clock) {
    return new SluiceServer(config, Optional.of(clock), InstantSource.system());
  }

  private SluiceServer(
      ServerConfig config, Optional<DatabaseClock> givenClock, InstantSource machineClock) {
    try {
      Setup setup = new Setup(config, machineClock, parts);
      storage = Storage.open(setup, givenClock);
      ServerMetrics metrics = setup.keep(new ServerMetrics());
      Snapshots snapshots = Snapshots.load(setup, storage, metrics);
      RulesInForce rules = RulesInForce.load(setup, storage, snapshots);
      DecisionRecords records = DecisionRecords.start(setup, storage, snapshots, rules);
      RuleChanges changes = RuleChanges.follow(setup, storage, snapshots, rules, records);
      ReplicaNews replicas = setup.keep(replicaNews(storage, snapshots, changes));
      storage.news().subscribe(replicas);
      Routing routing = Routing.start(setup, storage, snapshots, rules, records, changes);
      Housekeeping chores = Chores.begin(setup, storage, snapshots, rules, routing);
      RulesMetrics.watch(metrics, rules, changes);
      ServiceMetrics.watch(setup, metrics, storage, records, routing, chores);
      metricsEndpoint = ServiceMetrics.offer(setup, metrics);
      grpc = Edge.open(setup, storage, snapshots, rules, records, changes, routing);
      changes.watchCatalog(setup);
      RuleSet live = rules.live();
      log.info("Rule set {} with {} rules is live", live.version(), live.rules().size());
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Tells the other replicas what changed here, and hears of what changed there. */
  private static ReplicaNews replicaNews(
      Storage storage, Snapshots snapshots, RuleChanges changes) {
    return ReplicaNews.start(
        storage.database(),
        storage.replica().toString(),
        List.of(snapshots.networks(), snapshots.stocks()),
        snapshots.network()::refresh,
        changes::followSoon);
  }

  /** The port of order systems; the one that was taken when the configured one is 0. */
  public int port() {
    return grpc.port();
  }

  /** The port of {@code GET /metrics}; empty when it is not offered. */
  public OptionalInt metricsPort() {
    return metricsEndpoint.isPresent()
        ? OptionalInt.of(metricsEndpoint.get().port())
        : OptionalInt.empty();
  }

  /** Where the service keeps its plans. */
  public DatabaseAddress databaseAddress() {
    return storage.database().address();
  }

  /** Waits until {@link #close} is through. */
  public void awaitTermination() throws InterruptedException {
    stopped.await();
  }

  /** Refuses new calls, finishes what is under way, writes what is pending, and stops. */
  @Override
  public void close() {
    parts.close();
    stopped.countDown();
  }
}
