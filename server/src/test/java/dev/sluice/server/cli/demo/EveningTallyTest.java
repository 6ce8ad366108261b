package dev.sluice.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.cli.demo.OrderOutcome.Missed;
import dev.sluice.server.cli.demo.OrderOutcome.Parcel;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkAssembler;
import dev.sluice.server.routing.model.Order;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class EveningTallyTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 11);

  private final SampleNetwork sample = SampleNetwork.create(5_000);
  private final Network network = NetworkAssembler.assemble(1, sample.folder().network());
  private final Order order = EveningOrders.create(sample, 1, 1).get(0);
  private final EveningTally tally = new EveningTally(network);

  @Test
  void eachWarehouseCountsInItsOwnMeasure() {
    // Jiaxing counts parcels, Yiwu orders, Foshan units.
    tally.add(
        outcome(
            parcel("CEN-JIAXING", 3, 40),
            parcel("CEN-JIAXING", 1, 40),
            parcel("CLD-JINHUA", 2, 40),
            parcel("CLD-JINHUA", 2, 40),
            parcel("CLD-FOSHAN", 5, 40)));

    assertThat(tally.figures().loads())
        .extracting(load -> load.warehouseId() + " " + load.used())
        .containsExactlyInAnyOrder("CEN-JIAXING 2", "CLD-JINHUA 1", "CLD-FOSHAN 5");
  }

  @Test
  void ordersPromisesAndReasonsAreCounted() {
    tally.add(outcome(parcel("CEN-JIAXING", 1, 48)));
    tally.add(outcome(parcel("CEN-JIAXING", 1, 20), parcel("CEN-WUHAN", 1, 49)));
    tally.add(
        new OrderOutcome(
            order,
            List.of(),
            List.of(new Missed("APP-001", 1, List.of("WAREHOUSE_FULL", "OUT_OF_STOCK")))));

    EveningFigures figures = tally.figures();
    assertThat(figures.orders()).isEqualTo(3);
    assertThat(figures.inFull()).isEqualTo(2);
    assertThat(figures.notShipped()).isEqualTo(1);
    assertThat(figures.split()).isEqualTo(1);
    assertThat(figures.parcels()).isEqualTo(3);
    assertThat(figures.within48Hours()).isEqualTo(2);
    assertThat(figures.missedLines()).containsOnlyKeys("WAREHOUSE_FULL");
    assertThat(figures.anyReasonLines()).containsOnlyKeys("WAREHOUSE_FULL", "OUT_OF_STOCK");
    assertThat(figures.cashPerParcelYuan()).isEqualTo(7.5);
    assertThat(figures.share("CN", "SANHE")).isEqualTo(1.0);
  }

  private OrderOutcome outcome(Parcel... parcels) {
    return new OrderOutcome(order, List.of(parcels), List.of());
  }

  private Parcel parcel(String warehouseId, long units, int promisedHours) {
    return new Parcel(
        warehouseId,
        "SANHE",
        DAY,
        order.placedTime().plus(Duration.ofHours(promisedHours)),
        units,
        7_500_000);
  }
}
