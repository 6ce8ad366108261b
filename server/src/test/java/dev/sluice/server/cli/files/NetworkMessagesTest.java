package dev.sluice.server.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.DayOfWeek;
import dev.sluice.client.Amounts;
import dev.sluice.routing.v1.Coverage;
import dev.sluice.routing.v1.ImportNetworkRequest;
import dev.sluice.routing.v1.Lane;
import dev.sluice.routing.v1.TariffBand;
import dev.sluice.routing.v1.Warehouse;
import dev.sluice.server.cli.demo.SampleNetwork;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.TestNetworks;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkMessagesTest {

  private final NetworkFolder folder = SampleNetwork.create(100).folder();
  private final ImportNetworkRequest request = NetworkMessages.importRequest(folder, true);

  @Test
  void everyElementIsThereInItsOrder() {
    assertThat(request.getDryRun()).isTrue();
    assertThat(request.getRegionsCount()).isEqualTo(folder.network().regions().size());
    assertThat(request.getRegionGroupsCount()).isEqualTo(folder.network().regionGroups().size());
    assertThat(request.getCarriersCount()).isEqualTo(folder.network().carriers().size());
    assertThat(request.getCarrierServicesCount())
        .isEqualTo(folder.network().carrierServices().size());
    assertThat(request.getTariffsCount()).isEqualTo(folder.network().tariffs().size());
    assertThat(request.getLanesList().stream().map(Lane::getTariffId))
        .containsExactlyElementsOf(
            folder.network().lanes().stream().map(lane -> lane.tariffId()).toList());
    assertThat(request.getProductsCount()).isEqualTo(folder.network().products().size());
    assertThat(request.getStockCount()).isEqualTo(folder.stock().size());
  }

  @Test
  void aWarehouseKeepsItsCalendarAndMoney() {
    var first = folder.network().warehouses().get(0);
    Warehouse message = request.getWarehouses(0);

    assertThat(message.getWarehouseId()).isEqualTo(first.id());
    assertThat(message.getKind().name()).endsWith("_" + first.kind().name());
    assertThat(Amounts.toMicros(message.getHandlingPerUnit()))
        .isEqualTo(first.handlingPerUnitMicros());
    assertThat(message.getCalendar().getTimeZone()).isEqualTo(first.calendar().zone().getId());
    assertThat(message.getCalendar().getCutOffsCount())
        .isEqualTo(first.calendar().cutOffs().size());
    assertThat(message.getCalendar().getCutOffs(0).getWeekday()).isEqualTo(DayOfWeek.MONDAY);
  }

  @Test
  void aProductKeepsItsReturnRate() {
    NetworkFolder small = new NetworkFolder(TestNetworks.small(), List.of());

    assertThat(NetworkMessages.importRequest(small, false).getProducts(0).getReturnRate())
        .isEqualTo(0.04);
  }

  @Test
  void tariffsKeepTheirBandsAndCoverageItsSubject() {
    Tariff.Band band = folder.network().tariffs().get(0).bands().get(0);
    TariffBand message = request.getTariffs(0).getBands(0);
    assertThat(message.getUpToGrams()).isEqualTo(band.upToGrams());
    assertThat(Amounts.toMicros(message.getStepCharge())).isEqualTo(band.stepChargeMicros());

    for (int i = 0; i < request.getCoverageCount(); i++) {
      CoverageRule rule = folder.network().coverage().get(i);
      Coverage coverage = request.getCoverage(i);
      assertThat(coverage.getExcluded()).isEqualTo(!rule.serves());
      assertThat(coverage.getWarehouseId() + coverage.getCarrierServiceId())
          .isEqualTo(rule.subjectId());
    }
  }
}
