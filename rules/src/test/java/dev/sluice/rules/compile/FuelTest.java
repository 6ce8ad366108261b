package dev.sluice.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.OrderFuel;
import dev.sluice.rules.OutOfFuelException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Order;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A judgement that costs too much is stopped, and costs the next one nothing. */
class FuelTest {
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");

  private static final String RULES =
      """
      rule "INT-001 Three lines that never match" when
        $a : Line() $b : Line( quantity > $a.quantity ) Line( quantity < $a.quantity, quantity > $b.quantity )
      then routing.tag("never"); end

      rule "INT-002 Everybody" when Order() then routing.tag("seen"); end
      """;

  @Test
  void aBreachIsTypedAndTheNextJudgementIsWhole() {
    var rules =
        new RuleSetCompiler()
            .compile(new RuleSources(List.of(new SourceFile("intake/a/a.drl", RULES))));
    var order = Order.builder().build();
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> rules.judgeOrder(order, lines(400), NOW))
          .isInstanceOf(OutOfFuelException.class)
          .hasMessageContaining("Maybe");
      assertThat(rules.judgeOrder(order, lines(5), NOW).tags()).containsExactly("seen");
    }
  }

  @Test
  void theJudgementsOfAnOrderShareOneTank() {
    var rules =
        new RuleSetCompiler()
            .compile(new RuleSources(List.of(new SourceFile("intake/a/a.drl", RULES))));
    var order = Order.builder().build();
    for (int i = 0; i < 20; i++) {
      assertThat(rules.judgeOrder(order, lines(40), NOW).tags()).containsExactly("seen");
    }

    assertThatThrownBy(
            () ->
                OrderFuel.share(
                    () -> {
                      for (int i = 0; i < 20; i++) {
                        // One within another is still the same order.
                        OrderFuel.share(() -> rules.judgeOrder(order, lines(40), NOW));
                      }
                      return rules;
                    }))
        .isInstanceOf(OutOfFuelException.class);
    assertThat(OrderFuel.share(() -> rules.judgeOrder(order, lines(40), NOW).tags()))
        .containsExactly("seen");
  }

  @Test
  void readingFactsOutsideAJudgementIsFree() {
    var line = Line.builder().quantity(2).build();
    long sum = 0;
    for (int i = 0; i < 3_000_000; i++) {
      sum += line.quantity();
    }
    assertThat(sum).isEqualTo(6_000_000);
  }

  private static List<Line> lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Line.builder().sku("S" + i).quantity(1 + i).build())
        .toList();
  }
}
