package dev.sluice.server;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.compile.CompiledRulesFolder;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.server.config.PricesConfig;
import dev.sluice.server.config.RulesConfig;
import dev.sluice.server.policy.LivePolicy;
import dev.sluice.server.policy.RuleMemory;
import dev.sluice.server.policy.RuleSetLoader;
import dev.sluice.server.policy.StartingRules;

/**
 * The rules that decisions obey.
 *
 * @param catalog the folder as it was read at the start
 */
record RulesInForce(RuleSetLoader loader, StartingRules.Catalog catalog, LivePolicy policy) {

  static RulesInForce load(Setup setup, Storage storage, Snapshots snapshots) {
    RulesConfig config = setup.config().rules();
    PricesConfig prices = setup.config().prices();
    RuleSetLoader loader =
        new RuleSetLoader(
            storage.ruleSets(),
            new RuleSetCompiler(
                RuleMemory::create, new CompiledRulesFolder(config.compiledFolder())),
            storage.clock());
    StartingRules starting =
        StartingRules.choose(config.catalog(), storage.ruleSets(), loader, storage.clock());
    LivePolicy policy =
        LivePolicy.activate(
            starting.rules(),
            snapshots.network(),
            storage.counters(),
            snapshots.capacityDays(),
            prices.shares() ? prices.shareEdgeMicros() : 0,
            storage.clock());
    return new RulesInForce(loader, starting.catalog(), policy);
  }

  /** The live rule set. */
  RuleSet live() {
    return policy.current().rules();
  }
}
