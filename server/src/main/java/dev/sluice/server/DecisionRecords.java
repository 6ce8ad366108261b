package dev.sluice.server;

import dev.sluice.server.journal.DecisionJournal;
import dev.sluice.server.journal.DecisionReplay;
import dev.sluice.server.journal.PastNetworks;
import dev.sluice.server.journal.PastOrders;
import dev.sluice.server.policy.PastRuleSets;
import dev.sluice.server.postgres.PassingTrouble;
import dev.sluice.server.routing.DecisionListener;
import dev.sluice.server.routing.PlannerLimits;
import java.util.concurrent.locks.LockSupport;

/** What decisions saw: written down behind them, and decided again. */
record DecisionRecords(
    DecisionJournal journal,
    DecisionListener recorder,
    DecisionReplay replay,
    PastOrders pastOrders) {

  static DecisionRecords start(
      Setup setup, Storage storage, Snapshots snapshots, RulesInForce rules) {
    PlannerLimits limits = Routing.limits(setup.config().routing());
    DecisionJournal journal =
        setup.keep(DecisionJournal.start(storage.decisions(), limits, PassingTrouble::isPassing));
    DecisionReplay replay =
        new DecisionReplay(
            storage.decisions(),
            new PastNetworks(storage.decisions(), snapshots.network()::get),
            new PastRuleSets(storage.ruleSets(), rules.policy()::findInEffect)::find,
            snapshots.captures(limits)::widerInSameNetwork);
    return new DecisionRecords(
        journal,
        setup.config().journal().enabled() ? journal : (input, decision) -> plan -> {},
        replay,
        new PastOrders(storage.plans(), replay, System::nanoTime, LockSupport::parkNanos));
  }
}
