package dev.sluice.server.ledger;

/** What became of a request to confirm or release a plan. */
public sealed interface TransitionResult {

  /** The plan as it stands now; repeating a transition changes nothing and answers the same. */
  record Done(StoredPlan plan) implements TransitionResult {}

  /** No plan has this id. */
  record UnknownPlan(String planId) implements TransitionResult {}

  /**
   * The plan's state forbids it.
   *
   * @param why one sentence for people
   */
  record Forbidden(StoredPlan plan, String why) implements TransitionResult {}
}
