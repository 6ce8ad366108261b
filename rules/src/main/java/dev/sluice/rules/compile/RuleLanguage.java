package dev.sluice.rules.compile;

import dev.sluice.rules.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words a rule may use in each stage. */
final class RuleLanguage {
  static final String FACTS = "dev.sluice.rules.fact.";

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

  /** Names of the classes that rules of a stage call, in a fixed order. */
  static List<String> factClasses(Stage stage) {
    var names = new ArrayList<String>();
    facts(stage).stream().sorted().map(fact -> FACTS + fact).forEach(names::add);
    names.add(facadeClass(stage));
    return names;
  }

  static String facadeClass(Stage stage) {
    var facade = facade(stage);
    return "dev.sluice.rules."
        + facade.substring(0, 1).toUpperCase(Locale.ROOT)
        + facade.substring(1);
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
