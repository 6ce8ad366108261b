package dev.sluice.rules;

/**
 * One rule of a rule set.
 *
 * @param id stable id, the rule's name up to its first space, for example `ELIG-010`
 * @param sentence the rest of the rule's name
 * @param stage when it speaks
 * @param file path of its file within the catalog, with `/`
 * @param line line of the file on which it starts, from 1
 * @param unconditional whether it speaks whenever there is a fact of its kinds
 */
public record RuleInfo(
    String id, String sentence, Stage stage, String file, int line, boolean unconditional) {}
