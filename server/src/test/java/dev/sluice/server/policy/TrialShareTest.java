package dev.sluice.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.server.routing.model.OrderKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which orders a trial has. */
class TrialShareTest {
  private static final String A = "aaaaaaaaaaaaaaaa";
  private static final String B = "bbbbbbbbbbbbbbbb";
  private static final List<OrderKey> KEYS =
      IntStream.range(0, 100_000).mapToObj(i -> new OrderKey("DOUYIN", "R-" + i)).toList();

  @Test
  void itHasItsShareOfIdsThatCountUp() {
    for (int percent : new int[] {1, 5, 50, 99}) {
      assertThat(taken(A, percent).size() / 1_000.0).isCloseTo(percent, within(0.5));
    }
  }

  @Test
  void aLargerShareKeepsTheOrders() {
    assertThat(taken(A, 20)).containsAll(taken(A, 5));
  }

  @Test
  void anotherTrialHasOtherOrders() {
    Set<OrderKey> both = taken(A, 20);
    both.retainAll(taken(B, 20));
    assertThat(both.size() / 1_000.0).isCloseTo(4, within(0.5));
  }

  /** Replicas of two releases share the orders of one trial: these must stay as they are. */
  @Test
  void theSameOrdersInEveryRelease() {
    List<String> first =
        IntStream.range(0, 40)
            .mapToObj(i -> new OrderKey("TAOBAO", "订单-" + i))
            .filter(new TrialShare(A, 10)::takes)
            .map(OrderKey::orderId)
            .toList();
    assertThat(first).containsExactly("订单-10", "订单-25", "订单-30");
  }

  private static Set<OrderKey> taken(String version, int percent) {
    return KEYS.stream()
        .filter(new TrialShare(version, percent)::takes)
        .collect(Collectors.toSet());
  }
}
