package dev.sluice.rules.guard.tree;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One rule.
 *
 * @param place where it starts
 * @param id for example `ELIG-010`
 * @param sentence the rest of its name
 * @param enabled whether it takes part at all
 * @param from when it begins to speak; absent: always did
 * @param until when it stops speaking; absent: never
 * @param conditions all of which must hold
 * @param verdicts what it says then
 * @param text as its author wrote it; compiled only where a test switches printing off
 * @param understood whether the tree holds everything the text says; never compiled otherwise
 */
public record RuleTree(
    Place place,
    String id,
    String sentence,
    boolean enabled,
    Optional<Instant> from,
    Optional<Instant> until,
    List<Condition> conditions,
    List<VerdictCall> verdicts,
    String text,
    boolean understood) {

  public RuleTree {
    conditions = List.copyOf(conditions);
    verdicts = List.copyOf(verdicts);
  }

  /** A text in the place of a rule that the reader could not make sense of. */
  public static RuleTree notUnderstood(Place place, String text) {
    return new RuleTree(
        place, "", "", true, Optional.empty(), Optional.empty(), List.of(), List.of(), text, false);
  }
}
