package dev.sluice.rules.fuzz;

import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.ParameterType;
import dev.sluice.rules.guard.vocabulary.PropertyType;
import dev.sluice.rules.guard.vocabulary.ValueType;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes a rule of bytes, each of which chooses one thing: mutated bytes make rules that are often
 * accepted, which mutated text hardly ever is.
 */
final class MadeUpRule {
  private static final List<String> NUMBERS =
      List.of("0", "1", "-1", "0.5", "-0.25", "58", "100", "2000", "9999999999", "0.000000001");
  private static final List<String> TEXTS = List.of("", "CN", "S-1", "易碎", "a (b) . c() /* */");

  private final byte[] choices;
  private int at;
  private final Stage stage;
  private final List<Bound> bound = new ArrayList<>();

  /** A name and what it stands for. */
  private record Bound(String name, FactType fact) {}

  private MadeUpRule(byte[] choices) {
    this.choices = choices;
    this.stage = any(List.of(Stage.values()));
  }

  /**
   * A file with one rule.
   *
   * @param path within a catalog
   */
  record MadeUpFile(String path, String text) {}

  static MadeUpFile of(byte[] choices) {
    var rule = new MadeUpRule(choices);
    var folder =
        switch (rule.stage) {
          case ORDER -> "intake";
          case CANDIDATE -> "eligibility";
          case SHARE -> "share";
        };
    return new MadeUpFile(folder + "/fuzz/fuzz.drl", rule.text());
  }

  private String text() {
    var text = new StringBuilder("rule \"FUZZ-1 Made up\"\nwhen\n");
    for (int i = choose(4); i >= 0; i--) {
      text.append("  ").append(condition(true, 2)).append('\n');
    }
    text.append("then\n");
    for (int i = choose(3); i >= 0; i--) {
      text.append("  ").append(verdict()).append('\n');
    }
    return text.append("end\n").toString();
  }

  private int choose(int count) {
    return at < choices.length ? (choices[at++] & 0xFF) % count : 0;
  }

  private <T> T any(List<T> list) {
    return list.get(choose(list.size()));
  }

  private String condition(boolean binds, int depth) {
    return switch (depth == 0 ? 0 : choose(12)) {
      case 1 -> "not " + condition(false, depth - 1);
      case 2 -> "exists " + condition(false, depth - 1);
      case 3 -> "(" + condition(false, depth - 1) + " or " + condition(false, depth - 1) + ")";
      case 4 -> "(" + condition(false, depth - 1) + " and " + condition(false, depth - 1) + ")";
      case 5 -> accumulate(depth);
      default -> pattern(binds);
    };
  }

  private String accumulate(int depth) {
    var number = choose(2) == 0;
    var pattern = number ? numbers() : condition(false, depth - 1);
    var name = "$r" + at;
    var function = number ? any(List.of("sum", "min", "max", "average")) : "count";
    var argument = number ? "$v" : "";
    var test =
        choose(2) == 0 ? "; " + name + any(List.of(" > ", " == ", " <= ")) + any(NUMBERS) : "";
    return "accumulate( "
        + pattern
        + "; "
        + name
        + " : "
        + function
        + "("
        + argument
        + ")"
        + test
        + " )";
  }

  private String numbers() {
    var fact = fact();
    var property = fact.properties().stream().filter(one -> one.type().isNumber()).findFirst();
    return fact.name() + "( $v : " + property.map(PropertyType::name).orElse("id") + " )";
  }

  private FactType fact() {
    return Vocabulary.findFact(any(Vocabulary.factNames(stage))).orElseThrow();
  }

  private String pattern(boolean binds) {
    var fact = fact();
    List<String> constraints = new ArrayList<>();
    for (int i = choose(4); i > 0; i--) {
      constraints.add(test(fact, 2));
    }
    var name = "$n" + at;
    var text =
        (binds ? name + " : " : "")
            + fact.name()
            + constraints.stream().collect(Collectors.joining(", ", "( ", " )"));
    if (binds) {
      bound.add(new Bound(name, fact));
    }
    return text;
  }

  private String test(FactType fact, int depth) {
    return switch (depth == 0 ? 0 : choose(9)) {
      case 1 -> "!(" + test(fact, depth - 1) + ")";
      case 2 -> "(" + test(fact, depth - 1) + ") && " + test(fact, depth - 1);
      case 3 -> test(fact, depth - 1) + " || (" + test(fact, depth - 1) + ")";
      default -> comparison(any(fact.properties()));
    };
  }

  private String comparison(PropertyType property) {
    var operator = any(List.of("==", "!=", "<", "<=", ">", ">="));
    var name = property.name();
    return switch (property.type()) {
      case FLAG -> any(List.of("", "!")) + name;
      case WHOLE, DECIMAL -> name + " " + operator + " " + other(property);
      case TEXTS -> name + any(List.of(" contains ", " not contains ")) + text(property);
      case WAREHOUSE, CARRIER -> name + any(List.of(".id == ", " == ")) + other(property);
      case TEXT ->
          switch (choose(4)) {
            case 1 ->
                name
                    + any(List.of(" in ", " not in "))
                    + "("
                    + text(property)
                    + ", "
                    + text(property)
                    + ")";
            case 2 -> name + " str[startsWith] " + text(property);
            default -> name + any(List.of(" == ", " != ")) + other(property);
          };
    };
  }

  /** A literal, or the same kind of property of a fact before. */
  private String other(PropertyType property) {
    if (choose(3) == 0 && !bound.isEmpty()) {
      var before = any(bound);
      var alike =
          before.fact().properties().stream().filter(one -> one.type() == property.type()).toList();
      if (!alike.isEmpty()) {
        return before.name() + "." + any(alike).name();
      }
    }
    return property.type().isNumber() ? number(property.type()) : text(property);
  }

  private String number(ValueType type) {
    return type == ValueType.WHOLE
        ? any(NUMBERS.stream().filter(one -> !one.contains(".")).toList())
        : any(NUMBERS);
  }

  private String text(PropertyType property) {
    return "\"" + any(property.words().isEmpty() ? TEXTS : List.copyOf(property.words())) + "\"";
  }

  private String verdict() {
    var type = any(Vocabulary.verdicts().stream().filter(one -> one.stage() == stage).toList());
    var arguments =
        type.parameters().stream().map(this::argument).collect(Collectors.joining(", "));
    return Vocabulary.facade(stage) + "." + type.word() + "(" + arguments + ");";
  }

  private String argument(ParameterType parameter) {
    if (!parameter.words().isEmpty()) {
      return "\"" + any(parameter.words()) + "\"";
    }
    return switch (parameter.kind()) {
      case CANDIDATE -> name(List.of("Warehouse", "Carrier", "Option"));
      case LINE -> name(List.of("Line"));
      case SHARE_CARRIER -> name(List.of("ShareCarrier"));
      case AMOUNT -> amount(2);
      case FIXED_AMOUNT -> any(List.of("1", "0.5", "3.25"));
      case COUNT -> any(List.of("1", "2", "15"));
      case TEXT -> joined();
    };
  }

  private String name(List<String> facts) {
    var fitting = bound.stream().filter(one -> facts.contains(one.fact().name())).toList();
    return fitting.isEmpty() ? "$none" : any(fitting).name();
  }

  private String amount(int depth) {
    return switch (depth == 0 ? 0 : choose(5)) {
      case 1 -> amount(depth - 1) + any(List.of(" + ", " - ", " * ", " / ")) + amount(depth - 1);
      case 2 -> any(List.of("1", "2.5")) + " * (" + amount(depth - 1) + ")";
      case 3 -> property(ValueType.DECIMAL);
      default -> any(List.of("0", "1", "0.5", "19", "58.5"));
    };
  }

  private String joined() {
    return choose(3) == 0
        ? "\"reason \" + " + property(ValueType.TEXT)
        : "\"" + any(TEXTS.subList(1, TEXTS.size())) + "\"";
  }

  private String property(ValueType type) {
    if (!bound.isEmpty()) {
      var one = any(bound);
      var fitting = one.fact().properties().stream().filter(any -> any.type() == type).toList();
      if (!fitting.isEmpty()) {
        return one.name() + "." + any(fitting).name();
      }
    }
    return type == ValueType.TEXT ? "\"none\"" : "2";
  }
}
