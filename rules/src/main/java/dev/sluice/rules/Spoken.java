package dev.sluice.rules;

/**
 * How often one rule spoke in one judgement.
 *
 * @param ruleId the rule
 * @param times how many things it said, 1 or more; the same thing said twice counts once
 */
public record Spoken(String ruleId, int times) {}
