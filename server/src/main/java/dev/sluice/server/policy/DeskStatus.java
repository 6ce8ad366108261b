package dev.sluice.server.policy;

import dev.sluice.rules.RuleSet;
import java.util.Optional;

/**
 * What is in force, and what this server makes of it.
 *
 * @param inForce for all replicas
 * @param obeyed by this server
 * @param asked as a shadow by this server
 * @param shadow what the shadow would have done, on this server
 * @param trial what became of orders since the trial began, on this server; empty: there is none
 * @param lastWithdrawn the rule set that was last taken out of service by itself
 * @param trouble why this server does not obey what is in force; empty: it does, or soon will
 */
public record DeskStatus(
    InForce inForce,
    RuleSet obeyed,
    Optional<String> asked,
    ShadowCounts shadow,
    Optional<TrialCounts.Report> trial,
    Optional<StoredRuleSet> lastWithdrawn,
    String trouble) {}
