package dev.sluice.server;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.compile.CompiledRulesFolder;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.config.AdminConfig;
import dev.sluice.server.config.CacheConfig;
import dev.sluice.server.config.DatabaseConfig;
import dev.sluice.server.config.RoutingConfig;
import dev.sluice.server.config.ServerConfig;
import dev.sluice.server.config.SetupException;
import dev.sluice.server.grpc.GrpcCollaborators;
import dev.sluice.server.grpc.GrpcServer;
import dev.sluice.server.grpc.OrderDecisions;
import dev.sluice.server.journal.DecisionJournal;
import dev.sluice.server.journal.DecisionReplay;
import dev.sluice.server.journal.PastNetworks;
import dev.sluice.server.journal.PastOrders;
import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.counter.CounterNews;
import dev.sluice.server.metrics.MetricsEndpoint;
import dev.sluice.server.metrics.ServerMetrics;
import dev.sluice.server.network.CacheSettings;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CarrierCapacityCache;
import dev.sluice.server.network.CurrentNetwork;
import dev.sluice.server.network.NetworkEditor;
import dev.sluice.server.network.NetworkViews;
import dev.sluice.server.network.RegionalCoverageCache;
import dev.sluice.server.network.WarehouseLoadCache;
import dev.sluice.server.policy.CatalogFolder;
import dev.sluice.server.policy.LivePolicy;
import dev.sluice.server.policy.PastRuleSets;
import dev.sluice.server.policy.RuleDesk;
import dev.sluice.server.policy.RuleMemory;
import dev.sluice.server.policy.RuleSetLoader;
import dev.sluice.server.policy.RuleSimulation;
import dev.sluice.server.policy.RuleUse;
import dev.sluice.server.policy.ShadowRules;
import dev.sluice.server.policy.StartingRules;
import dev.sluice.server.policy.TrialCounts;
import dev.sluice.server.postgres.CommitSurroundings;
import dev.sluice.server.postgres.Database;
import dev.sluice.server.postgres.DatabaseAddress;
import dev.sluice.server.postgres.EmbeddedDatabase;
import dev.sluice.server.postgres.OpenWindowAudit;
import dev.sluice.server.postgres.OutboxLag;
import dev.sluice.server.postgres.PassingTrouble;
import dev.sluice.server.postgres.PostgresArrivals;
import dev.sluice.server.postgres.PostgresClock;
import dev.sluice.server.postgres.PostgresCounters;
import dev.sluice.server.postgres.PostgresDecisions;
import dev.sluice.server.postgres.PostgresImport;
import dev.sluice.server.postgres.PostgresLedger;
import dev.sluice.server.postgres.PostgresNetwork;
import dev.sluice.server.postgres.PostgresPlans;
import dev.sluice.server.postgres.PostgresRuleSets;
import dev.sluice.server.postgres.PostgresStock;
import dev.sluice.server.postgres.ReplicaNews;
import dev.sluice.server.postgres.Retention;
import dev.sluice.server.routing.Decider;
import dev.sluice.server.routing.DecisionListener;
import dev.sluice.server.routing.OptionSource;
import dev.sluice.server.routing.OrderRerouter;
import dev.sluice.server.routing.OrderRouter;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.stock.StockViews;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole service, built by constructor: what is made here first is stopped last.
 *
 * <p>Several may run in one process, each on a port and a database of its own, or as replicas on
 * one database.
 */
public final class SluiceServer implements AutoCloseable {

  private static final Duration CLOCK_REFRESH = Duration.ofSeconds(5);
  private static final Duration NETWORK_POLL = Duration.ofSeconds(2);
  private static final Duration RULES_POLL = Duration.ofSeconds(2);
  private static final Duration CATALOG_LOOK = Duration.ofMillis(100);
  private static final Duration SHARE_REFRESH = Duration.ofSeconds(60);
  private static final Duration OUTBOX_LAG_REFRESH = Duration.ofSeconds(15);
  private static final Duration AUDIT_PERIOD = Duration.ofMinutes(5);
  private static final Duration EXPIRY_POLL = Duration.ofSeconds(1);
  private static final Duration RETENTION_POLL = Duration.ofHours(1);
  private static final int CONNECTIONS_FOR_OTHERS = 4;
  private static final int MAX_WAITING_COMMITS = 4_000;
  private static final int MAX_WAITING_ORDERS_PER_THREAD = 2_000;

  private static final Logger log = LoggerFactory.getLogger(SluiceServer.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final GrpcServer grpc;
  private final Database database;
  private @Nullable MetricsEndpoint metricsEndpoint;

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
      database = openDatabase(config.database());
      DataSource connections = database.dataSource();
      Housekeeping housekeeping = keep(new Housekeeping("sluice-housekeeping"));
      ServerMetrics metrics = keep(new ServerMetrics());
      DatabaseClock clock = givenClock.orElseGet(() -> databaseClock(connections, housekeeping));
      CapacityDays capacityDays =
          new CapacityDays(config.capacityDay().shareZone(), config.capacityDay().shareRollHour());
      CounterNews news = new CounterNews();
      UUID replica = UUID.randomUUID();

      PostgresNetwork storedNetwork = new PostgresNetwork(connections, clock);
      PostgresCounters counters = new PostgresCounters(connections);
      PostgresStock stock = new PostgresStock(connections, clock, news);
      CurrentNetwork network = CurrentNetwork.load(storedNetwork);
      NetworkViews networks =
          networkViews(config.cache(), network, counters, capacityDays, metrics);
      StockViews stocks =
          new StockViews(
              stock,
              new CacheSettings(config.cache().stockPositions(), config.cache().expiry()),
              Ticker.systemTicker());
      news.subscribe(networks);
      news.subscribe(stocks);
      stock.onRestated(stocks);
      PostgresRuleSets ruleSets = new PostgresRuleSets(connections);
      RuleSetLoader loader =
          new RuleSetLoader(
              ruleSets,
              new RuleSetCompiler(
                  RuleMemory::create, new CompiledRulesFolder(config.rules().compiledFolder())),
              clock);
      StartingRules starting =
          StartingRules.choose(config.rules().catalog(), ruleSets, loader, clock);
      LivePolicy policy =
          LivePolicy.activate(
              starting.rules(),
              network,
              counters,
              capacityDays,
              config.prices().shares() ? config.prices().shareEdgeMicros() : 0,
              clock);
      RuleUse ruleUse = new RuleUse();

      PlannerLimits limits = limits(config.routing());
      PostgresDecisions decisions = new PostgresDecisions(connections);
      DecisionJournal journal =
          keep(DecisionJournal.start(decisions, limits, PassingTrouble::isPassing));
      DecisionListener recorder =
          config.journal().enabled() ? journal : (input, decision) -> plan -> {};
      PostgresPlans plans = new PostgresPlans(connections);
      DecisionReplay replay =
          new DecisionReplay(
              decisions,
              new PastNetworks(decisions, network::get),
              new PastRuleSets(ruleSets, policy::findInEffect)::find);
      ShadowRules shadow = keep(new ShadowRules(new Decider(limits), policy::isOnTrial));
      TrialCounts trials = new TrialCounts();
      PastOrders pastOrders = new PastOrders(plans, replay, System::nanoTime);
      RuleDesk desk = new RuleDesk(ruleSets, loader, policy, shadow, trials, pastOrders, clock);
      CatalogFolder catalog =
          new CatalogFolder(
              config.rules().catalog(),
              starting.catalog(),
              loader::checkFolder,
              desk::takeFromFolder,
              clock);
      Housekeeping following = keep(new Housekeeping("sluice-rules-in-force"));
      following.every(RULES_POLL, "Following the rules in force", desk::converge);
      news.subscribe(
          keep(
              ReplicaNews.start(
                  database,
                  replica.toString(),
                  List.of(networks, stocks),
                  network::refresh,
                  () ->
                      following.soon(RULES_POLL, "Following the rules in force", desk::converge))));
      WorkerPool ledgerThreads = keep(ledgerThreads(config.database()));
      PostgresLedger ledger =
          keep(
              PostgresLedger.start(
                  connections, new CommitSurroundings(clock, machineClock, news, ledgerThreads)));
      WorkerPool deciders = keep(deciders(config.routing()));
      ShadowPrices prices =
          new ShadowPrices(
              config.prices(),
              new PostgresArrivals(connections, replica),
              capacityDays,
              new OptionSource(networks, stocks, policy, new Decider(limits)),
              counters,
              clock);
      OrderRouter router =
          new OrderRouter(
              networks,
              stocks,
              policy,
              prices,
              clock,
              new Decider(limits),
              ledger,
              news,
              (input, decision) ->
                  ruleUse
                      .decided(input, decision)
                      .andThen(recorder.decided(input, decision))
                      .andThen(prices.decided(input, decision))
                      .andThen(trials.decided(input, decision))
                      .andThen(shadow.decided(input, decision)),
              deciders,
              config.routing().maxReplans());
      RuleSimulation simulation =
          new RuleSimulation(
              policy, new Decider(limits), router::capture, pastOrders, System::nanoTime);

      RulesMetrics.watch(metrics, policy, ruleUse, desk, catalog, shadow, trials);
      keep(prices.start());
      metrics.counter(
          "sluice.prices.fallbacks",
          "Refreshes of tolls whose program was late or failed; mirror descent came instead",
          prices::fallbacks);
      watch(config.admin(), metrics, ledger, journal, stocks, housekeeping);
      housekeeping.every(NETWORK_POLL, "Looking for a newer network", network::refresh);
      housekeeping.every(SHARE_REFRESH, "Asking the share rules", policy::refreshShares);
      housekeeping.every(EXPIRY_POLL, "Expiring holds", () -> expire(ledger));
      housekeeping.every(EXPIRY_POLL, "Ending earmarks", stock::endEarmarks);

      Duration retention = Duration.ofDays(config.retention().days());
      Retention forgetting = new Retention(connections, clock, retention);
      keep(new Housekeeping("sluice-retention"))
          .every(RETENTION_POLL, "Forgetting old days", () -> forget(forgetting));
      NetworkEditor editor = new NetworkEditor(storedNetwork, network);
      PostgresImport imports = new PostgresImport(storedNetwork, editor, clock, news);
      grpc =
          keep(
              GrpcServer.start(
                  config.grpc(),
                  new GrpcCollaborators(
                      OrderDecisions.of(
                          router,
                          new OrderRerouter(
                              router, plans, ledger, clock, retention, ledgerThreads)),
                      ledger,
                      plans,
                      replay,
                      network::get,
                      editor,
                      imports::replace,
                      counters,
                      stock,
                      stock,
                      () -> policy.current().rules(),
                      () -> policy.current().shares(),
                      ruleUse::orders,
                      () -> desk,
                      () -> simulation,
                      catalog::state,
                      capacityDays,
                      clock::now,
                      machineClock,
                      retention,
                      config.routing().defaultDeadline(),
                      PassingTrouble::isPassing)));
      keep(new Housekeeping("sluice-catalog"))
          .every(CATALOG_LOOK, "Looking at the catalog folder", catalog::look);
      RuleSet rules = policy.current().rules();
      log.info("Rule set {} with {} rules is live", rules.version(), rules.rules().size());
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** The port of order systems; the one that was taken when the configured one is 0. */
  public int port() {
    return grpc.port();
  }

  /** The port of {@code GET /metrics}; empty when it is not offered. */
  public OptionalInt metricsPort() {
    return metricsEndpoint == null ? OptionalInt.empty() : OptionalInt.of(metricsEndpoint.port());
  }

  /** Where the service keeps its plans. */
  public DatabaseAddress databaseAddress() {
    return database.address();
  }

  /** Waits until {@link #close} is through. */
  public void awaitTermination() throws InterruptedException {
    stopped.await();
  }

  /** Refuses new calls, finishes what is under way, writes what is pending, and stops. */
  @Override
  public void close() {
    synchronized (parts) {
      while (!parts.isEmpty()) {
        AutoCloseable part = parts.pop();
        try {
          part.close();
        } catch (Exception e) {
          log.warn("{} did not stop cleanly", part.getClass().getSimpleName(), e);
        }
      }
    }
    stopped.countDown();
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  private Database openDatabase(DatabaseConfig config) {
    DatabaseAddress address =
        config
            .url()
            .map(DatabaseAddress::parse)
            .map(
                given ->
                    given.withDefaults(config.user().orElse(null), config.password().orElse(null)))
            .orElseGet(() -> startEmbedded(config));
    return keep(Database.open(address, config));
  }

  private DatabaseAddress startEmbedded(DatabaseConfig config) {
    return keep(EmbeddedDatabase.start(config.dataFolder(), config.embeddedPort())).address();
  }

  private static DatabaseClock databaseClock(DataSource connections, Housekeeping housekeeping) {
    try {
      PostgresClock clock = new PostgresClock(connections, System::nanoTime);
      housekeeping.every(CLOCK_REFRESH, "Asking the database for the time", clock::refresh);
      return clock;
    } catch (SQLException e) {
      throw new SetupException(
          "The database does not tell the time", "it stopped just now: start it again.", e);
    }
  }

  private static NetworkViews networkViews(
      CacheConfig config,
      CurrentNetwork network,
      PostgresCounters counters,
      CapacityDays capacityDays,
      ServerMetrics metrics) {
    Ticker ticker = Ticker.systemTicker();
    RegionalCoverageCache coverages = new RegionalCoverageCache(config.regionalCoverageEntries());
    WarehouseLoadCache loads =
        new WarehouseLoadCache(
            new CacheSettings(config.warehouseLoadEntries(), config.expiry()), ticker);
    CarrierCapacityCache capacities =
        new CarrierCapacityCache(
            new CacheSettings(config.carrierCapacityEntries(), config.expiry()), ticker);
    metrics.cache("regional-coverage", coverages::stats);
    metrics.cache("warehouse-load", loads::stats);
    metrics.cache("carrier-capacity", capacities::stats);
    return NetworkViews.create(network, coverages, loads, capacities, counters, capacityDays);
  }

  /** What the service says of itself. */
  private void watch(
      AdminConfig config,
      ServerMetrics metrics,
      PostgresLedger ledger,
      DecisionJournal journal,
      StockViews stocks,
      Housekeeping housekeeping) {
    metrics.cache("stock", stocks::stats);
    metrics.commits(ledger.stats());
    metrics.counter(
        "sluice.journal.lost",
        "Decision records that were dropped; plans never are",
        journal::lost);
    OutboxLag outboxLag = new OutboxLag(database.dataSource());
    housekeeping.every(OUTBOX_LAG_REFRESH, "Measuring the outbox's lag", outboxLag::refresh);
    metrics.seconds(
        "sluice.outbox.lag",
        "For how long the oldest event that readers may not see yet has waited",
        outboxLag::seconds);
    metrics.audit(keep(OpenWindowAudit.start(database, AUDIT_PERIOD)));
    if (config.isOn()) {
      metricsEndpoint = keep(MetricsEndpoint.start(config, metrics));
    }
  }

  private static PlannerLimits limits(RoutingConfig config) {
    return new PlannerLimits(
        config.shortlistSize(),
        config.servicesPerWarehouse(),
        PlannerLimits.DEFAULT.splitLimit(),
        config.workBoundSteps());
  }

  /** Leaves connections to readers and chores. */
  private static WorkerPool ledgerThreads(DatabaseConfig config) {
    int threads = Math.max(1, config.poolSize() - CONNECTIONS_FOR_OTHERS);
    return new WorkerPool("sluice-ledger", threads, MAX_WAITING_COMMITS);
  }

  private static WorkerPool deciders(RoutingConfig config) {
    int threads = config.decisionThreads();
    return new WorkerPool("sluice-decide", threads, threads * MAX_WAITING_ORDERS_PER_THREAD);
  }

  private static void forget(Retention retention) throws SQLException {
    List<LocalDate> days = retention.run();
    if (!days.isEmpty()) {
      log.info("Plans of {} are kept no longer, but for those that are still to ship", days);
    }
  }

  private static void expire(PostgresLedger ledger) throws Exception {
    int expired = ledger.expireHolds().toCompletableFuture().get(30, TimeUnit.SECONDS);
    if (expired > 0) {
      log.info("{} plans were released since their hold expired", expired);
    }
  }
}
