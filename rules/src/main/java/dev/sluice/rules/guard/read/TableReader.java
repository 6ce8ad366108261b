package dev.sluice.rules.guard.read;

import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.NearestName;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.read.Table.Cell;
import dev.sluice.rules.guard.read.TableHeader.ConditionColumn;
import dev.sluice.rules.guard.tree.Condition;
import dev.sluice.rules.guard.tree.Condition.Constraint;
import dev.sluice.rules.guard.tree.Condition.Pattern;
import dev.sluice.rules.guard.tree.Condition.Test;
import dev.sluice.rules.guard.tree.Expression;
import dev.sluice.rules.guard.tree.Expression.Comparison;
import dev.sluice.rules.guard.tree.Expression.Contains;
import dev.sluice.rules.guard.tree.Expression.In;
import dev.sluice.rules.guard.tree.Expression.Name;
import dev.sluice.rules.guard.tree.Expression.Numeral;
import dev.sluice.rules.guard.tree.Expression.Property;
import dev.sluice.rules.guard.tree.Expression.Text;
import dev.sluice.rules.guard.tree.Expression.Truth;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.tree.RuleTree;
import dev.sluice.rules.guard.tree.VerdictCall;
import dev.sluice.rules.guard.vocabulary.ParameterType;
import dev.sluice.rules.guard.vocabulary.ParameterType.Kind;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a table of rules: each row is one rule, the header names what its cells are compared with
 * and the verdict they are given to.
 */
public final class TableReader {
  private static final java.util.regex.Pattern NUMBER =
      java.util.regex.Pattern.compile("-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,9})?");
  private static final Map<String, Boolean> TRUTHS =
      Map.of("true", true, "yes", true, "是", true, "false", false, "no", false, "否", false);

  private final Stage stage;
  private final Findings findings;
  private final TableHeader header;

  private TableReader(Stage stage, Findings findings, TableHeader header) {
    this.stage = stage;
    this.findings = findings;
    this.header = header;
  }

  /** Every row; in the place of what cannot be read, a text not understood. */
  public static List<RuleTree> read(SourceFile source, Stage stage, Findings findings) {
    var table = Table.read(source.path(), source.text(), findings);
    var header = table.flatMap(one -> TableHeader.read(one.header(), stage, findings));
    if (table.isEmpty() || header.isEmpty()) {
      return List.of(RuleTree.notUnderstood(Place.of(source.path()), source.text()));
    }
    var reader = new TableReader(stage, findings, header.get());
    List<RuleTree> rules = new ArrayList<>();
    for (var row : table.get().rows()) {
      try {
        rules.add(reader.rule(row));
      } catch (NotUnderstoodException e) {
        rules.add(RuleTree.notUnderstood(row.get(0).place(), row.get(0).text()));
      }
    }
    return rules;
  }

  private RuleTree rule(List<Cell> row) {
    var first = row.get(0);
    if (row.size() != header.width()) {
      throw refused(
          first,
          "The row has %d cells, the header %d. Maybe a text with a comma needs quotes?"
              .formatted(row.size(), header.width()));
    }
    var sentence = row.get(1).text();
    if (RuleHeader.split(first.text() + " " + sentence).isEmpty()) {
      throw refused(
          first,
          "Found `%s %s` where the rule's id and sentence should be. Maybe write them like"
                  .formatted(first.text(), sentence)
              + " ELIG-010 and a sentence of letters, digits, spaces and . _ : - , ' %?");
    }
    return new RuleTree(
        first.place(),
        first.text(),
        sentence,
        true,
        Optional.empty(),
        Optional.empty(),
        conditions(row),
        List.of(verdict(row)),
        "",
        true);
  }

  private List<Condition> conditions(List<Cell> row) {
    Map<String, List<Constraint>> byFact = new LinkedHashMap<>();
    header.facts().forEach(fact -> byFact.put(fact, new ArrayList<>()));
    for (var column : header.conditions()) {
      var cell = row.get(column.index());
      if (!cell.text().isEmpty()) {
        byFact
            .computeIfAbsent(column.fact(), unused -> new ArrayList<>())
            .add(new Test(test(column, cell)));
      }
    }
    List<Condition> conditions = new ArrayList<>();
    byFact.forEach(
        (fact, constraints) ->
            conditions.add(
                new Pattern(row.get(0).place(), Optional.of(name(fact)), fact, constraints)));
    return conditions;
  }

  private static String name(String fact) {
    return "$" + fact;
  }

  private Expression test(ConditionColumn column, Cell cell) {
    var property = new Property(cell.place(), column.property().name());
    var place = cell.place();
    return switch (column.property().type()) {
      case FLAG -> new Comparison(place, property, column.operator(), truth(cell));
      case WHOLE, DECIMAL -> new Comparison(place, property, column.operator(), number(cell));
      case TEXTS -> new Contains(place, property, column.negated(), new Text(place, cell.text()));
      default -> texts(column, cell, property);
    };
  }

  private static Expression texts(ConditionColumn column, Cell cell, Property property) {
    var place = cell.place();
    if (cell.text().indexOf('|') < 0) {
      return new Comparison(place, property, column.operator(), new Text(place, cell.text()));
    }
    List<Expression> words = new ArrayList<>();
    for (var word : cell.text().split("\\|", -1)) {
      words.add(new Text(place, word.strip()));
    }
    return new In(place, property, column.negated(), words);
  }

  private VerdictCall verdict(List<Cell> row) {
    var verdict = header.verdict();
    List<Expression> arguments = new ArrayList<>();
    int column = header.verdictIndex();
    for (var parameter : verdict.parameters()) {
      var fact = header.factFor(parameter);
      if (fact.isPresent()) {
        arguments.add(new Name(row.get(0).place(), name(fact.get())));
      } else {
        arguments.add(argument(parameter, row.get(column++)));
      }
    }
    return new VerdictCall(
        row.get(header.verdictIndex()).place(),
        Vocabulary.facade(stage),
        verdict.word(),
        arguments);
  }

  private Expression argument(ParameterType parameter, Cell cell) {
    return parameter.kind() == Kind.TEXT ? new Text(cell.place(), cell.text()) : number(cell);
  }

  private Numeral number(Cell cell) {
    if (!NUMBER.matcher(cell.text()).matches()) {
      throw refused(
          cell,
          "Found `%s` where a number should stand. Maybe write it out, like 0.85, without unit?"
              .formatted(cell.text()));
    }
    return new Numeral(cell.place(), cell.text());
  }

  private Truth truth(Cell cell) {
    var truth = TRUTHS.get(cell.text());
    if (truth == null) {
      throw refused(
          cell,
          "Found `%s` where yes or no should stand. %s"
              .formatted(
                  cell.text(),
                  NearestName.advice(cell.text(), TRUTHS.keySet(), "Maybe leave it empty?")));
    }
    return new Truth(cell.place(), truth);
  }

  private NotUnderstoodException refused(Cell cell, String message) {
    findings.refuse(Refusal.STRUCTURE_TABLE, cell.place(), cell.text(), message);
    return new NotUnderstoodException();
  }
}
