package dev.sluice.rules.fuzz;

import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.read.DrlReader;
import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Arithmetic;
import dev.sluice.rules.guard.tree.Expression.Numeral;
import dev.sluice.rules.guard.tree.RuleTree;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A rule as it was printed for the rule engine, read once more. */
final class PrintedRule {
  private static final Pattern METER = Pattern.compile("(, )?Fuel\\.joins\\(\\$[^)]*\\)");
  private static final Pattern COUNT = Pattern.compile(", \\$_count[0-9]+_[0-9]+ : count\\(\\)");
  private static final Pattern COUNT_TEST = Pattern.compile("(; |, )\\$_count[0-9]+_[0-9]+ > 0");
  private static final Pattern FIRST = Pattern.compile("\\$_first : ");
  private static final Pattern ACCESSOR = Pattern.compile("(\\.\\w+)\\(\\)");
  private static final Pattern PLACE = Pattern.compile("Place\\[file=[^\\]]*\\]");
  private static final Pattern POINT_ZERO = Pattern.compile("\\.0$");

  private PrintedRule() {}

  /** What the printed text says, in a form that two equal rules share. */
  static String reread(String printed, RuleTree original, Stage stage) {
    var text = authored(printed).replaceFirst("\"\n", " sentence\"\n");
    var findings = Findings.ofEveryLayer();
    var rules = DrlReader.read(new SourceFile(original.place().file(), text), stage, findings);
    if (!findings.isEmpty() || rules.size() != 1) {
      throw new AssertionError(
          "What was printed cannot be read: %s\n%s".formatted(findings.diagnostics(), text));
    }
    return meaning(rules.get(0));
  }

  /** What a rule says, without where. */
  static String meaning(RuleTree rule) {
    var verdicts =
        rule.verdicts().stream()
            .map(
                call -> call.word() + call.arguments().stream().map(PrintedRule::argument).toList())
            .collect(Collectors.joining("\n"));
    return rule.id() + "\n" + withoutPlaces(rule.conditions()) + "\n" + verdicts;
  }

  /** Printing makes decimals of numbers and of what is calculated with. */
  private static String argument(Expression expression) {
    if (expression instanceof Numeral number) {
      return POINT_ZERO.matcher(number.value()).replaceFirst("");
    }
    if (expression instanceof Arithmetic arithmetic) {
      var left = argument(arithmetic.left());
      var right = argument(arithmetic.right());
      return left.equals("1") && arithmetic.operator().equals("*")
          ? right
          : "(" + left + arithmetic.operator() + right + ")";
    }
    return withoutPlaces(expression);
  }

  private static String withoutPlaces(Object tree) {
    return PLACE.matcher(tree.toString()).replaceAll("");
  }

  /** Takes back what only the printer writes, outside of texts. */
  private static String authored(String printed) {
    var text = new StringBuilder();
    var parts = printed.split("\"", -1);
    for (int i = 0; i < parts.length; i++) {
      text.append(i == 0 ? "" : "\"").append(i % 2 == 1 ? parts[i] : code(parts[i]));
    }
    return text.toString();
  }

  private static String code(String printed) {
    var code = METER.matcher(printed).replaceAll("");
    code = COUNT.matcher(code).replaceAll("");
    code = COUNT_TEST.matcher(code).replaceAll("");
    code = FIRST.matcher(code).replaceAll("");
    return ACCESSOR.matcher(code).replaceAll("$1");
  }
}
