package dev.sluice.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkAssembler;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.routing.model.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandKeptWayTest {
  private static final int COUNT = 5_000;

  private final SampleNetwork sample = SampleNetwork.create(COUNT);
  private final Network network = NetworkAssembler.assemble(1, sample.folder().network());
  private final List<Order> orders = EveningOrders.create(sample, COUNT, 7);

  @Test
  void mostOrdersShipButWarehousesAreOverloaded() {
    EveningFigures figures = figures();

    assertThat(figures.orders()).isEqualTo(COUNT);
    assertThat(figures.inFull()).isGreaterThan(COUNT * 85 / 100);
    assertThat(figures.overloadedWarehouses()).isPositive();
    assertThat(figures.share(RegionGroup.COUNTRY, "SANHE")).isBetween(0.50, 0.62);
  }

  @Test
  void theSameDiceGiveTheSameFigures() {
    assertThat(figures()).isEqualTo(figures());
  }

  private EveningFigures figures() {
    HandKeptWay way = new HandKeptWay(network, sample.folder().stock(), 7);
    EveningTally tally = new EveningTally(network);
    orders.forEach(order -> tally.add(way.route(order)));
    return tally.figures();
  }
}
