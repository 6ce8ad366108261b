package dev.sluice.server.cli.files;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One column of a network file: what it means and what may stand in it.
 *
 * @param required whether a row must have a value
 * @param otherwise the value an empty field stands for; empty: nothing
 * @param words what may be written, for the word types
 * @param minimum smallest number, for the number types
 * @param maximum largest number, for the number types
 * @param references the file whose first column must hold the value
 */
record Column(
    String name,
    ColumnType type,
    boolean required,
    String otherwise,
    String meaning,
    String meaningZh,
    String example,
    List<String> words,
    Optional<BigDecimal> minimum,
    Optional<BigDecimal> maximum,
    Optional<String> references) {

  static Column required(
      String name, ColumnType type, String meaning, String meaningZh, String example) {
    return new Column(
        name,
        type,
        true,
        "",
        meaning,
        meaningZh,
        example,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Column optional(
      String name, ColumnType type, String meaning, String meaningZh, String example) {
    return required(name, type, meaning, meaningZh, example).otherwise("");
  }

  Column otherwise(String value) {
    return new Column(
        name, type, false, value, meaning, meaningZh, example, words, minimum, maximum, references);
  }

  Column words(Class<? extends Enum<?>> choices) {
    List<String> names =
        Arrays.stream(choices.getEnumConstants()).map(choice -> choice.name()).toList();
    return new Column(
        name,
        type,
        required,
        otherwise,
        meaning,
        meaningZh,
        example,
        names,
        minimum,
        maximum,
        references);
  }

  Column range(String from, String to) {
    return new Column(
        name,
        type,
        required,
        otherwise,
        meaning,
        meaningZh,
        example,
        words,
        Optional.of(new BigDecimal(from)),
        Optional.of(new BigDecimal(to)),
        references);
  }

  Column references(String fileName) {
    return new Column(
        name,
        type,
        required,
        otherwise,
        meaning,
        meaningZh,
        example,
        words,
        minimum,
        maximum,
        Optional.of(fileName));
  }

  /** What may be written, in words: the type, the choices, the range and the default. */
  String howWritten() {
    StringBuilder how = new StringBuilder();
    how.append(words.isEmpty() ? type.howWritten() : String.join(", ", words));
    if (type == ColumnType.WORDS) {
      how.append("; several separated by `;`");
    }
    if (minimum.isPresent() && maximum.isPresent()) {
      how.append(", ").append(range());
    }
    references.ifPresent(file -> how.append(", from ").append(file));
    if (!otherwise.isEmpty()) {
      how.append("; empty means ").append(otherwise);
    }
    return how.toString();
  }

  String range() {
    return minimum.map(BigDecimal::toPlainString).orElse("")
        + " to "
        + maximum.map(BigDecimal::toPlainString).orElse("");
  }
}
