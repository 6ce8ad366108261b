package dev.sluice.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.routing.model.Order;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the evening must show for any number of orders, with the shipped rules. */
class EveningScarcityTest {

  @ParameterizedTest
  @CsvSource({"400, 1", "1500, 7"})
  void theEveningIsScarceAndYetMostOrdersShip(int count, long seed) {
    SampleNetwork sample = SampleNetwork.create(count);
    List<Order> orders = EveningOrders.create(sample, count, seed);
    InMemoryEvening evening = new InMemoryEvening(sample);

    EveningFigures figures = evening.route(orders);

    assertThat(figures.orders()).isEqualTo(count);
    assertThat(figures.inFull() + figures.inPart()).isGreaterThan(count * 93L / 100);
    assertThat(figures.fullWarehouses()).as("full warehouses").isPositive();
    assertThat(figures.overloadedWarehouses()).as("overloaded warehouses").isZero();
    assertThat(figures.split()).as("split orders").isPositive();
    assertThat(figures.anyReasonLines()).as("reasons").hasSizeGreaterThanOrEqualTo(4);
    assertThat(figures.missedLines()).as("first reasons").hasSizeGreaterThanOrEqualTo(4);
    // Cold and fast goods take more than the 4 % that targets leave, so all of them give way.
    assertThat(figures.share(RegionGroup.COUNTRY, "SANHE")).isBetween(0.54, 0.60);
  }
}
