package dev.sluice.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.network.Handling;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.routing.model.Order;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class EveningOrdersTest {
  private static final int COUNT = 5_000;

  private final SampleNetwork network = SampleNetwork.create(COUNT);
  private final List<Order> orders = EveningOrders.create(network, COUNT, 7);

  @Test
  void theSameSeedGivesTheSameOrders() {
    List<Order> again = EveningOrders.create(SampleNetwork.create(COUNT), COUNT, 7);

    assertThat(again).isEqualTo(orders);
    assertThat(EveningOrders.create(network, COUNT, 8)).isNotEqualTo(orders);
  }

  /** Pins the generator: published figures of a seed stay comparable. */
  @Test
  void aSeedsOrdersStayTheSameFromBuildToBuild() {
    int hash = EveningOrders.create(SampleNetwork.create(200), 200, 1).toString().hashCode();

    assertThat(hash).isEqualTo(-292625393);
  }

  @Test
  void allComeWithinTheEveningInOrderUnderTheirOwnIds() {
    assertThat(orders).hasSize(COUNT).isSortedAccordingTo(Comparator.comparing(Order::placedTime));
    assertThat(orders)
        .allSatisfy(
            order ->
                assertThat(order.placedTime())
                    .isBetween(EveningShape.START, EveningShape.START.plus(EveningShape.LENGTH)));
    assertThat(orders.stream().map(Order::key).distinct()).hasSize(COUNT);
  }

  @Test
  void twoThirdsGoToEastAndNorthChina() {
    assertThat(part(order -> order.regionCode().matches("(1[1-5]|3[1-7]).*")))
        .isBetween(0.63, 0.68);
  }

  @Test
  void basketsAreShapedAsStated() {
    List<Order> base = orders.stream().filter(order -> !hasPulseSku(order)).toList();
    for (int lines = 1; lines <= 6; lines++) {
      int wanted = lines;
      double percent =
          100.0
              * base.stream().filter(order -> order.lines().size() == wanted).count()
              / base.size();
      // Orders of fast delivery, one in twenty, have one or two lines.
      assertThat(percent)
          .as("orders of %d lines", lines)
          .isBetween(
              EveningShape.LINES_PERCENT[lines - 1] - 3, EveningShape.LINES_PERCENT[lines - 1] + 5);
    }
  }

  @Test
  void aPulseSellsOneSkuOfOneHostWithinMinutes() {
    for (Pulse pulse : network.pulses()) {
      List<Order> sold =
          orders.stream().filter(order -> order.lines().get(0).sku().equals(pulse.sku())).toList();
      assertThat(sold).as(pulse.sku()).isNotEmpty();
      assertThat(sold)
          .allSatisfy(
              order -> {
                assertThat(order.host()).isEqualTo(pulse.hostId());
                assertThat(order.placedTime())
                    .isBetween(
                        EveningShape.START.plusSeconds(pulse.startMinute() * 60L),
                        EveningShape.START.plusSeconds(
                            (pulse.startMinute() + pulse.minutes()) * 60L));
              });
    }
    Map<Long, Integer> perMinute = new HashMap<>();
    orders.forEach(
        order -> perMinute.merge(order.placedTime().getEpochSecond() / 60, 1, Integer::sum));
    int busiest = perMinute.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    assertThat(busiest).isGreaterThan(3 * COUNT / 180);
  }

  @Test
  void theMixHoldsWhatRulesSpeakAbout() {
    for (Handling handling :
        List.of(Handling.FRAGILE, Handling.FROZEN, Handling.HIGH_VALUE, Handling.BATTERY)) {
      assertThat(part(order -> needs(order, handling))).as("%s", handling).isGreaterThan(0.01);
    }
    assertThat(part(order -> order.serviceLevel() == ServiceLevel.SAME_DAY)).isBetween(0.005, 0.04);
    assertThat(part(order -> order.lines().get(0).presale())).isBetween(0.001, 0.02);
    assertThat(orders.stream().map(Order::tier).distinct()).hasSize(4);
    assertThat(orders.stream().map(order -> order.key().channel()).distinct()).hasSize(4);
  }

  private boolean hasPulseSku(Order order) {
    return network.pulses().stream()
        .anyMatch(pulse -> pulse.sku().equals(order.lines().get(0).sku()));
  }

  private boolean needs(Order order, Handling handling) {
    return order.lines().stream()
        .anyMatch(line -> network.assortment().get(line.sku()).needs(handling));
  }

  private double part(Predicate<Order> condition) {
    return (double) orders.stream().filter(condition).count() / COUNT;
  }
}
