package dev.sluice.server;

import dev.sluice.rules.RuleInfo;
import dev.sluice.server.metrics.ServerMetrics;
import dev.sluice.server.policy.CatalogFolder;
import dev.sluice.server.policy.RuleDesk;
import dev.sluice.server.policy.ShadowRules;
import dev.sluice.server.policy.TrialCounts;
import java.util.stream.Collectors;

/** What the rules desk says of itself. */
final class RulesMetrics {
  private RulesMetrics() {}

  static void watch(ServerMetrics metrics, RulesInForce rules, RuleChanges changes) {
    rules
        .policy()
        .onLive(
            live ->
                metrics.rules(
                    live.rules().stream().map(RuleInfo::id).collect(Collectors.toSet()),
                    changes.use()::orders));
    watch(metrics, changes.catalog());
    watch(metrics, changes.desk());
    watch(metrics, changes.shadow());
    watch(metrics, changes.trials());
  }

  private static void watch(ServerMetrics metrics, CatalogFolder catalog) {
    metrics.counter(
        "sluice.rules.catalog.reloads",
        "Changes of the catalog folder that were taken",
        () -> catalog.state().reloads());
    metrics.counter(
        "sluice.rules.catalog.refusals",
        "Changes of the catalog folder that were refused",
        () -> catalog.state().refusals());
    metrics.number(
        "sluice.rules.catalog.problems",
        "What is wrong in the catalog folder now",
        () -> catalog.state().problems().size());
  }

  private static void watch(ServerMetrics metrics, RuleDesk desk) {
    metrics.counter(
        "sluice.rules.withdrawals",
        "Rule sets that this server took out of service",
        desk::withdrawals);
    metrics.number(
        "sluice.rules.trouble",
        "1 while this server cannot obey what is in force",
        () -> desk.isInTrouble() ? 1 : 0);
  }

  private static void watch(ServerMetrics metrics, TrialCounts trials) {
    metrics.number(
        "sluice.rules.trial.orders",
        "Orders that the rules on trial decided since the trial began",
        () -> trials.report().map(report -> report.trial().orders()).orElse(0L));
    metrics.number(
        "sluice.rules.trial.unfulfilled",
        "Of them those with a line unfulfilled",
        () -> trials.report().map(report -> report.trial().unfulfilled()).orElse(0L));
  }

  private static void watch(ServerMetrics metrics, ShadowRules shadow) {
    metrics.number(
        "sluice.rules.shadow.decisions",
        "Decisions on which the shadow rules were asked since they are the shadow",
        () -> shadow.counts().decisions());
    metrics.number(
        "sluice.rules.shadow.differences",
        "Of them those that the shadow rules would decide otherwise",
        () -> shadow.counts().differences());
    metrics.number(
        "sluice.rules.shadow.worse",
        "Of them those that would leave more lines unfulfilled",
        () -> shadow.counts().worse());
  }
}
