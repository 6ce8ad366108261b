package dev.sluice.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.cli.files.NetworkFiles;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierRole;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseKind;
import dev.sluice.server.stock.StockRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleNetworkTest {
  private final SampleNetwork sample = SampleNetwork.create(5_000);
  private final NetworkData network = sample.folder().network();

  @Test
  void itHasTheSizeAndVarietyTheDemoNeeds() {
    assertThat(network.warehouses()).hasSizeBetween(38, 46);
    assertThat(network.warehouses()).extracting(Warehouse::kind).contains(WarehouseKind.values());
    assertThat(network.warehouses())
        .extracting(Warehouse::capacityMeasure)
        .contains(CapacityMeasure.values());
    assertThat(network.carriers())
        .extracting(Carrier::role)
        .containsExactlyInAnyOrder(
            CarrierRole.MAIN,
            CarrierRole.BACKUP,
            CarrierRole.BACKUP,
            CarrierRole.OTHER,
            CarrierRole.OTHER,
            CarrierRole.OTHER);
    assertThat(network.carrierServices()).hasSize(12);
    assertThat(network.products()).hasSize(500);
    assertThat(network.products().stream().map(Product::category).distinct()).hasSize(10);
    assertThat(sample.stores().stream().map(LiveStore::channel).distinct()).hasSize(4);
  }

  @Test
  void everyCityOfTheSourceIsADestination() {
    Set<String> codes = network.regions().stream().map(Region::code).collect(Collectors.toSet());

    assertThat(codes.stream().filter(code -> code.length() == 2)).hasSize(31);
    assertThat(
            network.regions().stream()
                .filter(region -> region.code().length() == 4 && region.center().isPresent()))
        .hasSize(337);
    assertThat(codes.stream().filter(code -> code.length() == 6)).hasSize(2_978);
    assertThat(codes)
        .allSatisfy(
            code ->
                assertThat(
                        code.length() == 2 || codes.contains(code.substring(0, code.length() - 2)))
                    .as("the region above %s", code)
                    .isTrue());
  }

  /** Reading checks every reference, key and value. */
  @Test
  void writtenAsFilesItIsReadBackUnchanged(@TempDir Path folder) {
    NetworkFiles files = new NetworkFiles();

    files.write(folder, sample.folder());

    assertThat(files.read(folder)).isEqualTo(sample.folder());
  }

  @Test
  void everySkuIsKeptSomewhereAndNobodyKeepsWhatItCannot() {
    Set<String> kept =
        sample.folder().stock().stream().map(StockRecord::sku).collect(Collectors.toSet());

    assertThat(kept).hasSize(500);
    assertThat(sample.folder().stock())
        .allSatisfy(
            record -> {
              assertThat(record.onHand()).isNotNegative();
              assertThat(record.safetyStock()).isBetween(0L, record.onHand());
              assertThat(record.warehouseId()).doesNotStartWith("RET-");
            });
  }

  @Test
  void itGrowsWithTheNumberOfOrders() {
    long full = capacity(network);
    long tenth = capacity(SampleNetwork.create(500).folder().network());

    assertThat((double) tenth / full).isBetween(0.09, 0.11);
    assertThat(units(SampleNetwork.create(50_000)))
        .isGreaterThan(8 * units(sample))
        .isLessThan(11 * units(sample));
  }

  @Test
  void theResourcesAreSmall() throws IOException {
    long bytes = 0;
    for (String name :
        Set.of("regions.csv", "population.csv", "categories.csv", "network/warehouses.csv")) {
      try (InputStream in = getClass().getResourceAsStream("/sample/" + name)) {
        assertThat(in).as(name).isNotNull();
        bytes += in.readAllBytes().length;
      }
    }
    assertThat(bytes).isLessThan(200_000);
  }

  private static long capacity(NetworkData network) {
    return network.warehouses().stream().mapToLong(Warehouse::dailyCapacity).sum();
  }

  private static long units(SampleNetwork network) {
    return network.folder().stock().stream().mapToLong(StockRecord::onHand).sum();
  }
}
