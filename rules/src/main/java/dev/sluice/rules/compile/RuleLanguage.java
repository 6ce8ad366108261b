package dev.sluice.rules.compile;

import dev.sluice.rules.Stage;
import java.util.Set;

/** The words a rule may use in each stage. */
final class RuleLanguage {
  private static final Set<String> SHARE_VERDICTS = Set.of("cap", "target", "suspend");
  private static final Set<String> ORDER_VERDICTS =
      Set.of(
          "valueOfTime",
          "shortagePenalty",
          "latenessPenalty",
          "limitShipments",
          "keepTogether",
          "keepApart",
          "splitCost",
          "priority",
          "shipNotBefore",
          "defer",
          "refuse",
          "onShortage",
          "require",
          "exemptFromShareCap",
          "tag");
  private static final Set<String> CANDIDATE_VERDICTS = Set.of("reject", "surcharge", "discount");

  /** What may stand before a parenthesis in `when` beside the facts. */
  static final Set<String> CONDITION_CALLS =
      Set.of(
          "not",
          "exists",
          "and",
          "or",
          "in",
          "accumulate",
          "count",
          "sum",
          "min",
          "max",
          "average");

  /** Words of the rule engine that no rule may use. */
  static final Set<String> REFUSED =
      Set.of(
          "package",
          "import",
          "global",
          "function",
          "query",
          "declare",
          "template",
          "unit",
          "eval",
          "from",
          "collect",
          "forall",
          "matches",
          "salience",
          "timer",
          "dialect",
          "new",
          "entry",
          "drools",
          "kcontext");

  private RuleLanguage() {}

  static Set<String> facts(Stage stage) {
    return switch (stage) {
      case SHARE -> Set.of("RegionGroup", "ShareCarrier");
      case ORDER -> Set.of("Order", "Line");
      case CANDIDATE -> Set.of("Order", "Line", "Warehouse", "Carrier", "Option");
    };
  }

  static Set<String> verdicts(Stage stage) {
    return switch (stage) {
      case SHARE -> SHARE_VERDICTS;
      case ORDER -> ORDER_VERDICTS;
      case CANDIDATE -> CANDIDATE_VERDICTS;
    };
  }

  /** Whom a rule speaks to: `shares` or `routing`. */
  static String facade(Stage stage) {
    return stage == Stage.SHARE ? "shares" : "routing";
  }
}
