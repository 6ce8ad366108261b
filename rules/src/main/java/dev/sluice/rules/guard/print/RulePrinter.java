package dev.sluice.rules.guard.print;

import dev.sluice.rules.guard.tree.Condition;
import dev.sluice.rules.guard.tree.Condition.Absent;
import dev.sluice.rules.guard.tree.Condition.Accumulate;
import dev.sluice.rules.guard.tree.Condition.All;
import dev.sluice.rules.guard.tree.Condition.Any;
import dev.sluice.rules.guard.tree.Condition.Bind;
import dev.sluice.rules.guard.tree.Condition.Constraint;
import dev.sluice.rules.guard.tree.Condition.Exists;
import dev.sluice.rules.guard.tree.Condition.Meter;
import dev.sluice.rules.guard.tree.Condition.Pattern;
import dev.sluice.rules.guard.tree.Condition.Result;
import dev.sluice.rules.guard.tree.Condition.Test;
import dev.sluice.rules.guard.tree.RuleTree;
import dev.sluice.rules.guard.tree.VerdictCall;
import dev.sluice.rules.guard.vocabulary.ParameterType.Kind;
import dev.sluice.rules.guard.vocabulary.VerdictType;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The print layer: writes one rule for the rule engine. Every word it writes is one of its own, or
 * of the vocabulary, or has a form that can be nothing but a name, a number or a plain text.
 */
public final class RulePrinter {
  /** Nothing has no smallest number: a rule that asks for one then keeps silent. */
  private static final Set<String> OF_SOMETHING = Set.of("min", "max", "average");

  private final ExpressionPrinter expressions = new ExpressionPrinter();

  /**
   * The rule, without its sentence and attributes, which mean nothing to the engine.
   *
   * @throws UnprintableException when the tree holds what is none of the words above
   */
  public String print(RuleTree rule) {
    if (!rule.understood()) {
      throw new UnprintableException(rule.place(), rule.text());
    }
    return "rule \"%s\"\nwhen\n%sthen\n%send\n"
        .formatted(
            Words.id(rule.place(), rule.id()),
            conditions(MeteredJoins.of(rule.conditions())),
            verdicts(rule));
  }

  /** What stands between `when` and `then`. */
  public String conditions(List<Condition> conditions) {
    return conditions.stream()
        .map(condition -> "  " + condition(condition) + "\n")
        .collect(Collectors.joining());
  }

  private String verdicts(RuleTree rule) {
    return rule.verdicts().stream()
        .map(call -> "  " + verdict(call) + "\n")
        .collect(Collectors.joining());
  }

  private String condition(Condition condition) {
    if (condition instanceof Pattern pattern) {
      return pattern(pattern);
    }
    if (condition instanceof Absent absent) {
      return "not(" + condition(absent.condition()) + ")";
    }
    if (condition instanceof Exists exists) {
      return "exists(" + condition(exists.condition()) + ")";
    }
    if (condition instanceof All all) {
      return joined(all.conditions(), " and ");
    }
    if (condition instanceof Any any) {
      return joined(any.conditions(), " or ");
    }
    return accumulate((Accumulate) condition);
  }

  private String joined(List<Condition> conditions, String word) {
    return conditions.stream().map(this::condition).collect(Collectors.joining(word, "(", ")"));
  }

  private String pattern(Pattern pattern) {
    return pattern.name().map(name -> Words.name(pattern.place(), name) + " : ").orElse("")
        + Words.fact(pattern.place(), pattern.fact())
        + pattern.constraints().stream()
            .map(this::constraint)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private String constraint(Constraint constraint) {
    if (constraint instanceof Bind bind) {
      return Words.name(bind.place(), bind.name())
          + " : "
          + Words.property(bind.place(), bind.property());
    }
    if (constraint instanceof Meter meter) {
      return "Fuel.joins(" + Words.name(meter.place(), meter.earlier()) + ")";
    }
    return expressions.test(((Test) constraint).expression());
  }

  private String accumulate(Accumulate accumulate) {
    List<String> results =
        new ArrayList<>(accumulate.results().stream().map(this::result).toList());
    List<String> tests =
        new ArrayList<>(accumulate.tests().stream().map(expressions::test).toList());
    if (accumulate.results().stream().anyMatch(one -> OF_SOMETHING.contains(one.function()))) {
      var count = "$_count" + accumulate.place().line() + "_" + accumulate.place().column();
      results.add(count + " : count()");
      tests.add(count + " > 0");
    }
    return "accumulate("
        + condition(accumulate.source())
        + "; "
        + String.join(", ", results)
        + (tests.isEmpty() ? "" : "; " + String.join(", ", tests))
        + ")";
  }

  private String result(Result result) {
    return Words.name(result.place(), result.name())
        + " : "
        + Words.function(result.place(), result.function())
        + "("
        + result.argument().map(expressions::test).orElse("")
        + ")";
  }

  private String verdict(VerdictCall call) {
    var forms =
        Vocabulary.verdicts().stream()
            .filter(type -> type.word().equals(call.word()))
            .filter(type -> type.parameters().size() == call.arguments().size())
            .toList();
    if (forms.isEmpty()) {
      throw new UnprintableException(call.place(), call.word());
    }
    var facade = Vocabulary.facade(forms.get(0).stage());
    return facade
        + "."
        + call.word()
        + IntStream.range(0, call.arguments().size())
            .mapToObj(i -> argument(call, forms, i))
            .collect(Collectors.joining(", ", "(", ")"))
        + ";";
  }

  private String argument(VerdictCall call, List<VerdictType> forms, int index) {
    var argument = call.arguments().get(index);
    boolean amount =
        forms.stream()
            .map(form -> form.parameters().get(index).kind())
            .anyMatch(kind -> kind == Kind.AMOUNT || kind == Kind.FIXED_AMOUNT);
    return amount ? expressions.amount(argument) : expressions.joined(argument);
  }
}
