package dev.sluice.server.routing;

import dev.sluice.rules.RuleSet;

/**
 * The rule set in force and the share numbers it gives now; a decision uses one such pair
 * throughout.
 */
public record Policy(RuleSet rules, ShareNumbers shares) {}
