package dev.sluice.server;

import dev.sluice.server.config.DatabaseConfig;
import dev.sluice.server.config.RoutingConfig;
import dev.sluice.server.postgres.CommitSurroundings;
import dev.sluice.server.postgres.PostgresArrivals;
import dev.sluice.server.postgres.PostgresLedger;
import dev.sluice.server.routing.Decider;
import dev.sluice.server.routing.DecisionListener;
import dev.sluice.server.routing.OptionSource;
import dev.sluice.server.routing.OrderRerouter;
import dev.sluice.server.routing.OrderRouter;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.WideningDecider;

/** The decision, the ledger that makes it a fact, and the tolls that it looks at. */
record Routing(
    PostgresLedger ledger, ShadowPrices prices, OrderRouter router, OrderRerouter rerouter) {

  private static final int CONNECTIONS_FOR_OTHERS = 4;
  private static final int MAX_WAITING_COMMITS = 4_000;
  private static final int MAX_WAITING_ORDERS_PER_THREAD = 2_000;

  static Routing start(
      Setup setup,
      Storage storage,
      Snapshots snapshots,
      RulesInForce rules,
      DecisionRecords records,
      RuleChanges changes) {
    RoutingConfig config = setup.config().routing();
    WorkerPool ledgerThreads = setup.keep(ledgerThreads(setup.config().database()));
    PostgresLedger ledger =
        setup.keep(
            PostgresLedger.start(
                storage.connections(),
                new CommitSurroundings(
                    storage.clock(), setup.machineClock(), storage.news(), ledgerThreads)));
    WorkerPool deciders = setup.keep(deciders(config));
    ShadowPrices prices = prices(setup, storage, snapshots, rules);
    OrderRouter router =
        new OrderRouter(
            snapshots.networks(),
            snapshots.stocks(),
            rules.policy(),
            prices,
            storage.clock(),
            new Decider(limits(config)),
            ledger,
            storage.news(),
            listeners(records, changes, prices),
            deciders,
            config.maxReplans());
    OrderRerouter rerouter =
        new OrderRerouter(
            router, storage.plans(), ledger, storage.clock(), setup.retention(), ledgerThreads);
    setup.keep(prices.start());
    return new Routing(ledger, prices, router, rerouter);
  }

  /** How far a decision may look. */
  static PlannerLimits limits(RoutingConfig config) {
    return new PlannerLimits(
        config.shortlistSize(),
        config.servicesPerWarehouse(),
        PlannerLimits.DEFAULT.splitLimit(),
        config.workBoundSteps());
  }

  /** Decides as orders are decided, but reserves nothing and has no other rules to fall back on. */
  static WideningDecider decider(Setup setup, Snapshots snapshots) {
    PlannerLimits limits = limits(setup.config().routing());
    return WideningDecider.of(new Decider(limits), snapshots.captures(limits));
  }

  private static ShadowPrices prices(
      Setup setup, Storage storage, Snapshots snapshots, RulesInForce rules) {
    return new ShadowPrices(
        setup.config().prices(),
        new PostgresArrivals(storage.connections(), storage.replica()),
        snapshots.capacityDays(),
        new OptionSource(
            snapshots.networks(),
            snapshots.stocks(),
            rules.policy(),
            new Decider(limits(setup.config().routing()))),
        storage.counters(),
        storage.clock());
  }

  /** Whoever hears of every decision. */
  private static DecisionListener listeners(
      DecisionRecords records, RuleChanges changes, ShadowPrices prices) {
    return (input, decision) ->
        changes
            .use()
            .decided(input, decision)
            .andThen(records.recorder().decided(input, decision))
            .andThen(prices.decided(input, decision))
            .andThen(changes.trials().decided(input, decision))
            .andThen(changes.shadow().decided(input, decision));
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
}
