package dev.sluice.server.postgres;

/** What always holds in the ledger's tables, each with the query that finds what breaks it. */
enum Invariant {
  I1(
      "nothing is used below zero, nor was added while above capacity",
      """
      SELECT format('counter %s (%s %s %s %s) uses %s, exempt %s of %s, shortfall %s',
          counter_id, kind, subject, scope, day, used, exempt, capacity, shortfall)
      FROM counter
      WHERE used < 0 OR exempt < 0 OR shortfall <> greatest(0, used - capacity)
      """),

  I2(
      "what is used of a counter is what shipments hold of it",
      PlanInvariants.HELD_DIFFERS.replace("$", "<>"),
      PlanInvariants.HELD_DIFFERS.replace("$", "<")),

  I3(
      "an order key has one current plan, and its revisions count from 1 without gaps",
      PlanInvariants.REVISIONS_DIFFER + " UNION ALL " + PlanInvariants.CARRIED_DIFFERS,
      PlanInvariants.KEY_IS_BEHIND),

  I5(
      "what a plan takes matches its lines and shipments",
      """
      SELECT format('plan %s: %s', plan_id, wrong)
      FROM (
      """
          + PlanInvariants.MISALIGNED
          + " UNION ALL "
          + PlanInvariants.LINES_DIFFER
          + " UNION ALL "
          + PlanInvariants.STOCK_DIFFERS
          + " UNION ALL "
          + PlanInvariants.FOREIGN_TAKES
          + ") AS found (plan_id, wrong)"),

  I6(
      "shipments are confirmed, shipped, released at most once and only from a legal state",
      PlanInvariants.ILLEGAL_TRANSITIONS),

  I7("every change of a state is told exactly once", PlanInvariants.EVENTS_DIFFER),

  I8(
      "the rule set of each plan was published and in force when it was stored",
      PlanInvariants.RULES_NOT_IN_FORCE),

  I9(
      "on-hand is what was received less what was shipped, and what may be promised follows it",
      PlanInvariants.STOCK_UNBALANCED.replace("$", "")
          + " UNION ALL "
          + PlanInvariants.EARMARKS_DIFFER,
      PlanInvariants.STOCK_UNBALANCED.replace(
          "$", "AND counter_id IN (SELECT unnest(take_counters) FROM plan)"));

  private final String sentence;
  private final String violations;
  private final String violationsInWindow;

  /** One that reads nothing but what is in scope. */
  Invariant(String sentence, String violations) {
    this(sentence, violations, violations);
  }

  Invariant(String sentence, String violations, String violationsInWindow) {
    this.sentence = sentence;
    this.violations = violations;
    this.violationsInWindow = violationsInWindow;
  }

  String sentence() {
    return sentence;
  }

  /** Selects one readable text a violation, on a connection that entered {@code scope}. */
  String violations(AuditScope scope) {
    return scope.isEverything() ? violations : violationsInWindow;
  }

  /** Whether over the open window less can be said than over everything. */
  boolean isWeakerInWindow() {
    return !violations.equals(violationsInWindow);
  }
}
