package dev.sluice.rules.compile;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.compile.CheckedCatalog.CheckedRule;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Says in a rule author's terms, and at the right place, what the engine found wrong. */
final class RuleErrorText {
  private static final Pattern SYNTAX =
      Pattern.compile("\\[ERR \\d+] Line (\\d+):(\\d+) (.*?)(?: in rule .*)?", Pattern.DOTALL);

  /** Echoes of an error that is reported by itself. */
  private static final List<String> ECHOES =
      List.of("Java source of ", "Parser returned a null Package");

  /** What the engine says with the word in question as group 1, and what is said instead. */
  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "Unable to parse left part of expression: (\\S+).*",
              "`%s` is no property of this fact. Maybe it is misspelled?"),
          new Known(
              "The method (\\w+)\\(\\) is undefined for the type .*",
              "`%s` is no property of this fact. Maybe it is misspelled?"),
          new Known(
              "The method (\\w+)\\(.*\\) in the type .* is not applicable for the arguments .*",
              "`%s` takes other arguments. Maybe texts need quotes and numbers none?"),
          new Known(
              "(\\S+) cannot be resolved.*",
              "`%s` is not bound in `when`. Maybe write `%1$s :` before the fact or property?"),
          new Known(
              "Unable to Analyse Expression (.+):.*",
              "The comparison `%s` cannot be understood. Maybe a name in it is misspelled?"),
          new Known(
              "For input string: \"(.*)\"",
              "`%s` is no number. Maybe the property is compared with a value of another kind?"));

  private record Known(Pattern pattern, String advice) {
    Known(String pattern, String advice) {
      this(Pattern.compile(pattern, Pattern.DOTALL), advice);
    }
  }

  private RuleErrorText() {}

  /** The error at its place; empty when it only echoes another. */
  static Optional<Diagnostic> locate(CheckedRule rule, String error) {
    if (ECHOES.stream().anyMatch(error::startsWith)) {
      return Optional.empty();
    }
    var syntax = SYNTAX.matcher(error);
    if (syntax.matches()) {
      return Optional.of(
          new Diagnostic(
              rule.info().file(),
              Integer.parseInt(syntax.group(1)),
              Integer.parseInt(syntax.group(2)) + 1,
              "Found what cannot stand here: %s. Maybe a parenthesis or comma is missing before it?"
                  .formatted(syntax.group(3).strip())));
    }
    for (var known : KNOWN) {
      var matcher = known.pattern().matcher(error);
      if (matcher.matches()) {
        return Optional.of(at(rule, matcher.toMatchResult(), known.advice()));
      }
    }
    return Optional.of(
        new Diagnostic(
            rule.info().file(),
            rule.info().line(),
            0,
            "The rule cannot be compiled: %s. Maybe compare it with a rule of the same folder?"
                .formatted(error.strip())));
  }

  private static Diagnostic at(CheckedRule rule, MatchResult match, String advice) {
    var word = match.group(1);
    var found =
        Pattern.compile("(?<![\\w$])" + Pattern.quote(word) + "(?!\\w)").matcher(rule.drl());
    int offset = found.find() ? found.start() : 0;
    var before = rule.drl().substring(0, offset);
    int line = rule.info().line() + (int) before.chars().filter(c -> c == '\n').count();
    int column = offset == 0 ? 0 : offset - before.lastIndexOf('\n');
    return new Diagnostic(rule.info().file(), line, column, advice.formatted(word));
  }
}
