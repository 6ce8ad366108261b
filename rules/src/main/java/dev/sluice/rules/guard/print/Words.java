package dev.sluice.rules.guard.print;

import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.PropertyType;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lets words pass that can do no harm, whatever other layers said of them. */
final class Words {
  private static final Predicate<String> ID =
      Pattern.compile("[A-Z][A-Z0-9]*-[0-9]{1,6}").asMatchPredicate();
  private static final Predicate<String> NAME =
      Pattern.compile("\\$[\\p{L}\\p{Nd}_]{1,100}").asMatchPredicate();
  private static final Predicate<String> NUMBER =
      Pattern.compile("-?[0-9]{1,10}(\\.[0-9]{1,9})?").asMatchPredicate();

  /** No quote, backslash, control or formatting character. */
  private static final Predicate<String> TEXT =
      Pattern.compile("[^\"\\\\\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]*").asMatchPredicate();

  private static final Set<String> FACTS =
      Vocabulary.facts().stream().map(FactType::name).collect(Collectors.toSet());
  private static final Set<String> PROPERTIES =
      Vocabulary.facts().stream()
          .flatMap(fact -> fact.properties().stream())
          .map(PropertyType::name)
          .collect(Collectors.toSet());
  private static final Set<String> FUNCTIONS = Set.of("count", "sum", "min", "max", "average");
  private static final Set<String> OPERATORS =
      Set.of("==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/");

  private Words() {}

  static String id(Place place, String word) {
    return passed(ID, place, word);
  }

  static String name(Place place, String word) {
    return passed(NAME, place, word);
  }

  static String fact(Place place, String word) {
    return passed(FACTS::contains, place, word);
  }

  static String property(Place place, String word) {
    return passed(
        path -> Arrays.stream(path.split("\\.", -1)).allMatch(PROPERTIES::contains), place, word);
  }

  static String function(Place place, String word) {
    return passed(FUNCTIONS::contains, place, word);
  }

  static String operator(Place place, String word) {
    return passed(OPERATORS::contains, place, word);
  }

  static String number(Place place, String word) {
    return passed(NUMBER, place, word);
  }

  static String text(Place place, String word) {
    return "\"" + passed(TEXT, place, word) + "\"";
  }

  private static String passed(Predicate<String> harmless, Place place, String word) {
    if (!harmless.test(word)) {
      throw new UnprintableException(place, word);
    }
    return word;
  }
}
