package dev.sluice.rules.compile;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import dev.sluice.rules.compile.CheckedCatalog.CheckedRule;
import dev.sluice.rules.compile.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one rule file: `rule "ID Sentence" when ... then ... end`, any number of times. */
final class RuleFileReader {
  private static final Pattern NAME = Pattern.compile("([A-Z][A-Z0-9]*-[0-9]{1,6}) +(\\S.*)");

  private final SourceFile source;
  private final Stage stage;
  private final List<Diagnostic> diagnostics;
  private final List<Token> tokens;
  private final List<CheckedRule> rules = new ArrayList<>();
  private boolean usesOptions;
  private int at;

  private RuleFileReader(SourceFile source, Stage stage, List<Diagnostic> diagnostics) {
    this.source = source;
    this.stage = stage;
    this.diagnostics = diagnostics;
    this.tokens = Tokenizer.tokenize(source.path(), source.text(), diagnostics);
  }

  static CheckedFile read(SourceFile source, Stage stage, List<Diagnostic> diagnostics) {
    var reader = new RuleFileReader(source, stage, diagnostics);
    reader.refuseBackslash();
    while (reader.peek().kind() != Kind.NOTHING) {
      if (!reader.rule()) {
        break;
      }
    }
    if (reader.rules.isEmpty() && reader.tokens.size() == 1) {
      diagnostics.add(
          new Diagnostic(
              source.path(), 0, 0, "The file holds no rule. Maybe it was saved too early?"));
    }
    return new CheckedFile(source.path(), stage, reader.rules, reader.usesOptions);
  }

  private void refuseBackslash() {
    int found = source.text().indexOf('\\');
    if (found >= 0) {
      var before = source.text().substring(0, found);
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      diagnostics.add(
          new Diagnostic(
              source.path(),
              line,
              found - before.lastIndexOf('\n'),
              "Found a backslash. Maybe leave it out: texts are taken as they stand."));
    }
  }

  /** Reads one rule; false when what follows cannot be made sense of. */
  private boolean rule() {
    var start = take();
    if (!start.isWord("rule")) {
      return complain(
          start,
          "Found %s where a rule should start. Maybe only `rule ... end` is meant: a rule file"
              + " needs no package, import, global, function, query or declare.");
    }
    var name = take();
    var matcher = NAME.matcher(name.kind() == Kind.STRING ? name.text() : "");
    if (!matcher.matches()) {
      return complain(
          name,
          "Found %s where the rule's name should be. Maybe an id, a space and a sentence in"
              + " quotes, such as \"ELIG-010 Fragile goods need certified carriers\"?");
    }
    var when = take();
    if (!when.isWord("when")) {
      return complain(
          when, "Found %s where `when` should be. Maybe attributes such as salience are meant?");
    }
    int conditions = at;
    int consequence = find("then", "when");
    if (consequence < 0) {
      return false;
    }
    int end = find("end", "then");
    if (end < 0) {
      return false;
    }
    var condition = new ConditionCheck(source.path(), stage, diagnostics);
    condition.check(tokens.subList(conditions, consequence));
    usesOptions |= condition.usesOptions();
    var printed =
        new ConsequenceCheck(source, stage, diagnostics)
            .check(tokens.get(consequence), tokens.subList(consequence + 1, end));
    var info =
        new RuleInfo(
            matcher.group(1),
            matcher.group(2),
            stage,
            source.path(),
            start.line(),
            condition.unconditional());
    var drl =
        source.text().substring(start.start(), tokens.get(consequence).end())
            + printed
            + source.text().substring(tokens.get(end - 1).end(), tokens.get(end).end());
    var premise =
        PremiseReader.read(
            info.id(),
            stage,
            tokens.subList(conditions, consequence),
            tokens.subList(consequence + 1, end));
    rules.add(new CheckedRule(info, drl, premise));
    return true;
  }

  /** Moves behind the next such word and gives its index; -1 when the rule ends without it. */
  private int find(String word, String after) {
    while (peek().kind() != Kind.NOTHING && !peek().isWord("rule")) {
      if (take().isWord(word)) {
        return at - 1;
      }
    }
    complain(
        peek(),
        "Found %s where `" + word + "` should follow `" + after + "`. Maybe a line is missing?");
    return -1;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    var token = tokens.get(at);
    if (token.kind() != Kind.NOTHING) {
      at++;
    }
    return token;
  }

  private boolean complain(Token token, String message) {
    diagnostics.add(
        new Diagnostic(
            source.path(), token.line(), token.column(), message.formatted(token.shown())));
    return false;
  }
}
