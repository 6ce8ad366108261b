package dev.sluice.server;

import dev.sluice.server.policy.CatalogFolder;
import dev.sluice.server.policy.RuleDesk;
import dev.sluice.server.policy.RuleUse;
import dev.sluice.server.policy.ShadowRules;
import dev.sluice.server.policy.TrialCounts;
import java.time.Duration;

/**
 * How rules change while the server runs: at the desk, in the catalog folder, and by what other
 * replicas put in force; and what is counted of them meanwhile.
 *
 * @param use how often each rule spoke
 * @param following does what the database says is in force
 */
record RuleChanges(
    RuleUse use,
    ShadowRules shadow,
    TrialCounts trials,
    RuleDesk desk,
    CatalogFolder catalog,
    Housekeeping following) {

  private static final Duration RULES_POLL = Duration.ofSeconds(2);
  private static final Duration CATALOG_LOOK = Duration.ofMillis(100);
  private static final String FOLLOWING = "Following the rules in force";

  static RuleChanges follow(
      Setup setup,
      Storage storage,
      Snapshots snapshots,
      RulesInForce rules,
      DecisionRecords records) {
    ShadowRules shadow =
        setup.keep(new ShadowRules(Routing.decider(setup, snapshots), rules.policy()::isOnTrial));
    TrialCounts trials = new TrialCounts();
    RuleDesk desk =
        new RuleDesk(
            storage.ruleSets(),
            rules.loader(),
            rules.policy(),
            shadow,
            trials,
            records.pastOrders(),
            storage.clock());
    CatalogFolder catalog =
        new CatalogFolder(
            setup.config().rules().catalog(),
            rules.catalog(),
            rules.loader()::checkFolder,
            desk::takeFromFolder,
            storage.clock());
    Housekeeping following = setup.keep(Housekeeping.behindOrders("sluice-rules-in-force"));
    following.every(RULES_POLL, FOLLOWING, desk::converge);
    return new RuleChanges(new RuleUse(), shadow, trials, desk, catalog, following);
  }

  /** Another replica says that something changed. */
  void followSoon() {
    following.soon(RULES_POLL, FOLLOWING, desk::converge);
  }

  /** Looks at the catalog folder from now on. */
  void watchCatalog(Setup setup) {
    setup
        .keep(Housekeeping.behindOrders("sluice-catalog"))
        .every(CATALOG_LOOK, "Looking at the catalog folder", catalog::look);
  }
}
