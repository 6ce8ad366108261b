package dev.sluice.rules.guard.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.Routing;
import dev.sluice.rules.Shares;
import dev.sluice.rules.Verdict;
import dev.sluice.rules.fact.Candidate;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.RegionGroup;
import dev.sluice.rules.fact.ShareCarrier;
import dev.sluice.rules.fact.Warehouse;
import dev.sluice.rules.guard.vocabulary.ParameterType.Kind;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The one list of names says what the code says. */
class VocabularyTest {
  private static final List<Class<? extends Record>> FACTS =
      List.of(
          Order.class,
          Line.class,
          Warehouse.class,
          Carrier.class,
          Option.class,
          RegionGroup.class,
          ShareCarrier.class);

  @Test
  void listsEveryFactAndPropertyOfTheCodeWithItsType() {
    assertThat(Vocabulary.facts())
        .extracting(FactType::name)
        .containsExactlyElementsOf(FACTS.stream().map(Class::getSimpleName).toList());
    for (var fact : FACTS) {
      var listed = Vocabulary.findFact(fact.getSimpleName()).orElseThrow();
      assertThat(listed.candidate()).isEqualTo(Candidate.class.isAssignableFrom(fact));
      assertThat(listed.properties())
          .extracting(one -> one.name() + " " + one.type())
          .containsExactlyElementsOf(
              Arrays.stream(fact.getRecordComponents()).map(VocabularyTest::shown).toList());
    }
  }

  private static String shown(RecordComponent component) {
    return component.getName() + " " + type(component.getType());
  }

  private static ValueType type(Class<?> type) {
    if (type == boolean.class) {
      return ValueType.FLAG;
    }
    if (type == int.class || type == long.class) {
      return ValueType.WHOLE;
    }
    if (type == double.class) {
      return ValueType.DECIMAL;
    }
    if (type == String.class) {
      return ValueType.TEXT;
    }
    if (type == Set.class) {
      return ValueType.TEXTS;
    }
    return type == Warehouse.class ? ValueType.WAREHOUSE : ValueType.CARRIER;
  }

  @Test
  void listsEveryVerdictOfTheFacadesWithItsArguments() {
    var ofCode =
        Stream.concat(
                Arrays.stream(Routing.class.getDeclaredMethods()),
                Arrays.stream(Shares.class.getDeclaredMethods()))
            .map(VocabularyTest::signature)
            .toList();
    assertThat(Vocabulary.verdicts())
        .extracting(
            one ->
                one.word()
                    + one.parameters().stream()
                        .map(ParameterType::kind)
                        .map(VocabularyTest::type)
                        .toList())
        .containsExactlyInAnyOrderElementsOf(ofCode);
    assertThat(Vocabulary.verdicts()).extracting(VerdictType::verdict).contains(Verdict.values());
  }

  private static String signature(Method method) {
    return method.getName()
        + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case CANDIDATE -> "Candidate";
      case LINE -> "Line";
      case SHARE_CARRIER -> "ShareCarrier";
      case AMOUNT, FIXED_AMOUNT -> "double";
      case COUNT -> "long";
      case TEXT -> "String";
    };
  }
}
