package dev.sluice.rules.guard.vocabulary;

import java.util.Locale;

/**
 * How sentences speak of a property. Of a number or text the phrases are nouns; of a flag they say
 * that it holds, and that it does not.
 *
 * @param fact whose
 * @param property which
 * @param unit of a number
 * @param english a noun, or a statement such as `is fragile`, `has a cold room`
 * @param chinese a noun or a statement
 * @param chineseNegation empty but for flags
 * @param note what a reader should know besides, in English; may be empty
 * @param chineseNote the same in Chinese
 */
public record PropertyPhrase(
    String fact,
    PropertyType property,
    Unit unit,
    String english,
    String chinese,
    String chineseNegation,
    String note,
    String chineseNote) {

  static PropertyPhrase read(FactType fact, String[] cells) {
    var property = fact.find(cells[1]).orElseThrow();
    return new PropertyPhrase(
        fact.name(),
        property,
        cells[2].isEmpty() ? Unit.NONE : Unit.valueOf(cells[2].toUpperCase(Locale.ROOT)),
        cells[3],
        cells[4],
        property.type() == ValueType.FLAG ? cells[5] : "",
        property.type() == ValueType.FLAG ? "" : cells[5],
        property.type() == ValueType.FLAG ? "" : cells[6]);
  }

  /** Whether it holds or does not. */
  public boolean isFlag() {
    return property.type() == ValueType.FLAG;
  }

  /** The noun, or the statement that it holds. */
  public String affirmed(Language language) {
    return language == Language.ENGLISH ? english : chinese;
  }

  /** The statement that it does not hold. */
  public String negated(Language language) {
    if (language == Language.CHINESE) {
      return chineseNegation;
    }
    int space = english.indexOf(' ');
    var rest = english.substring(space + 1);
    return switch (english.substring(0, space)) {
      case "is" -> "is not " + rest;
      case "has" -> "has no " + rest.replaceFirst("^an? ", "");
      default -> "does not " + plural(english);
    };
  }

  /** A statement about one, said of several: `is` becomes `are`, `takes` becomes `take`. */
  public static String plural(String statement) {
    int space = statement.indexOf(' ');
    var verb = statement.substring(0, space);
    var several =
        switch (verb) {
          case "is" -> "are";
          case "has" -> "have";
          case "does" -> "do";
          default -> verb.substring(0, verb.length() - 1);
        };
    return several + statement.substring(space);
  }
}
