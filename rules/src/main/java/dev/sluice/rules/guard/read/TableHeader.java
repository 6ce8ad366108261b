package dev.sluice.rules.guard.read;

import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.NearestName;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.read.Table.Cell;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.ParameterType;
import dev.sluice.rules.guard.vocabulary.PropertyType;
import dev.sluice.rules.guard.vocabulary.VerdictType;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the columns of a table mean: `id`, `rule`, properties such as `Order.tier` or
 * `Warehouse.load >`, then one verdict and its further arguments. The facts of a verdict are those
 * of the table.
 */
final class TableHeader {
  private static final Pattern CONDITION = Pattern.compile("(\\w+)\\.(\\w+)\\s*(==|!=|<|<=|>|>=|)");
  private static final int FIRST = 2;

  private final Stage stage;
  private final Findings findings;
  private final List<ConditionColumn> conditions = new ArrayList<>();
  private final Set<String> facts = new LinkedHashSet<>();
  private Optional<VerdictType> verdict = Optional.empty();
  private int verdictIndex;
  private int width;

  /**
   * A column that cells are compared with.
   *
   * @param index from 0
   * @param operator `==` where the header has none
   */
  record ConditionColumn(int index, String fact, PropertyType property, String operator) {
    boolean negated() {
      return operator.equals("!=");
    }
  }

  private TableHeader(Stage stage, Findings findings) {
    this.stage = stage;
    this.findings = findings;
  }

  /** What the header says; empty when it was refused. */
  static Optional<TableHeader> read(List<Cell> cells, Stage stage, Findings findings) {
    var header = new TableHeader(stage, findings);
    header.width = cells.size();
    try {
      header.names(cells);
      header.columns(cells);
      return Optional.of(header);
    } catch (NotUnderstoodException e) {
      return Optional.empty();
    }
  }

  private void names(List<Cell> cells) {
    if (cells.size() <= FIRST
        || !cells.get(0).text().equals("id")
        || !cells.get(1).text().equals("rule")) {
      throw refused(
          cells.get(0),
          "The header starts with `%s`. Allowed are `id`, `rule`, then conditions and a verdict."
                  .formatted(cells.get(0).text())
              + " Maybe id,rule,Order.tier,valueOfTime?");
    }
  }

  private void columns(List<Cell> cells) {
    int column = FIRST;
    while (column < cells.size() && cells.get(column).text().indexOf('.') > 0) {
      condition(column, cells.get(column));
      column++;
    }
    if (column == cells.size()) {
      throw refused(
          cells.get(column - 1),
          "The header names no verdict. Allowed are %s. Maybe the last column is missing?"
              .formatted(String.join(", ", Vocabulary.verdictWords(stage))));
    }
    verdict(column, cells);
  }

  private void condition(int index, Cell cell) {
    var matcher = CONDITION.matcher(cell.text());
    var factNames = Vocabulary.factNames(stage);
    if (!matcher.matches()) {
      throw refused(
          cell,
          "Found `%s`. Allowed is a property, with an operator for numbers. Maybe Warehouse.load >?"
              .formatted(cell.text()));
    }
    var name = matcher.group(1);
    var fact = Vocabulary.findFact(name).filter(one -> factNames.contains(one.name()));
    if (fact.isEmpty()) {
      throw refused(
          cell,
          "`%s` is no fact of this stage. Allowed are %s. %s"
              .formatted(
                  name,
                  String.join(", ", factNames),
                  NearestName.advice(name, factNames, "Maybe one of these?")));
    }
    var property = property(cell, fact.get(), matcher.group(2));
    var operator = matcher.group(3).isEmpty() ? "==" : matcher.group(3);
    boolean equality = operator.equals("==") || operator.equals("!=");
    if (property.type().fact().isPresent() || (!equality && !property.type().isNumber())) {
      throw refused(
          cell,
          "Found `%s`; %s cannot be compared so. Maybe leave the operator out?"
              .formatted(cell.text(), property.type().shown().english()));
    }
    facts.add(name);
    conditions.add(new ConditionColumn(index, name, property, operator));
  }

  private PropertyType property(Cell cell, FactType fact, String name) {
    return fact.find(name)
        .orElseThrow(
            () ->
                refused(
                    cell,
                    "`%s` is no property of %s. Allowed are %s. %s"
                        .formatted(
                            name,
                            fact.name(),
                            String.join(", ", fact.propertyNames()),
                            NearestName.advice(
                                name, fact.propertyNames(), "Maybe one of these?"))));
  }

  private void verdict(int index, List<Cell> cells) {
    var word = cells.get(index).text();
    var forms = Vocabulary.verdicts(stage, word);
    if (forms.isEmpty()) {
      var words = Vocabulary.verdictWords(stage);
      throw refused(
          cells.get(index),
          "`%s` is no verdict of this stage. Allowed are %s. %s"
              .formatted(
                  word,
                  String.join(", ", words),
                  NearestName.advice(word, words, "Maybe one of these?")));
    }
    int given = cells.size() - index;
    verdict = forms.stream().filter(form -> columns(form) == given).findFirst();
    verdictIndex = index;
    if (verdict.isEmpty()) {
      throw refused(
          cells.get(index),
          "`%s` has %d columns here. Allowed is one for each argument, and the facts it speaks of"
                  .formatted(word, given)
              + " among the conditions. Maybe the reason is missing?");
    }
  }

  /**
   * How many columns a verdict takes; none when a fact it speaks of is not among the conditions.
   */
  private int columns(VerdictType form) {
    int columns = 0;
    for (var parameter : form.parameters()) {
      if (isFact(parameter) && factFor(parameter).isEmpty()) {
        return 0;
      }
      columns += isFact(parameter) ? 0 : 1;
    }
    return columns;
  }

  private static boolean isFact(ParameterType parameter) {
    return switch (parameter.kind()) {
      case CANDIDATE, LINE, SHARE_CARRIER -> true;
      default -> false;
    };
  }

  /** The fact of the table that a verdict takes here. */
  Optional<String> factFor(ParameterType parameter) {
    return switch (parameter.kind()) {
      case CANDIDATE ->
          facts.stream()
              .filter(name -> Vocabulary.findFact(name).filter(FactType::candidate).isPresent())
              .findFirst();
      case LINE -> facts.stream().filter("Line"::equals).findFirst();
      case SHARE_CARRIER -> facts.stream().filter("ShareCarrier"::equals).findFirst();
      default -> Optional.empty();
    };
  }

  private NotUnderstoodException refused(Cell cell, String message) {
    findings.refuse(Refusal.STRUCTURE_TABLE, cell.place(), cell.text(), message);
    return new NotUnderstoodException();
  }

  List<ConditionColumn> conditions() {
    return conditions;
  }

  Set<String> facts() {
    return facts;
  }

  VerdictType verdict() {
    return verdict.orElseThrow();
  }

  int verdictIndex() {
    return verdictIndex;
  }

  int width() {
    return width;
  }
}
