package dev.sluice.server.cli.demo;

import dev.sluice.server.cli.files.NetworkFiles;
import dev.sluice.server.cli.files.NetworkFolder;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The network of the demo: hand-made warehouses and carriers in real cities (resources of {@code
 * sample}), with goods, tariffs, lanes, coverage and stock derived from them by stated rules.
 * Always the same but for its scale.
 */
public final class SampleNetwork {
  private static final long SEED = 20_261_111L;

  private final NetworkFolder folder;
  private final Geography geography;
  private final Assortment assortment;
  private final List<LiveStore> stores;
  private final List<Pulse> pulses;

  private SampleNetwork(SampleScale scale) {
    SplittableRandom random = new SplittableRandom(SEED);
    geography = new Geography();
    assortment = new Assortment(random.split());
    stores = LiveStore.list();
    pulses = Pulse.list();
    NetworkData handMade = new NetworkFiles().readResources("/sample/network").network();
    NetworkData network = derive(handMade, scale);
    SampleStock stock = new SampleStock(network.warehouses(), assortment, scale, random.split());
    folder = new NetworkFolder(network, stock.create(stores, pulses));
  }

  /**
   * The sample network with stock and capacities for that many orders in one evening, scarce for
   * any number.
   */
  public static SampleNetwork create(int orders) {
    if (orders < 1) {
      throw new IllegalArgumentException("orders is " + orders + "\nMaybe 1 or more.");
    }
    return new SampleNetwork(SampleScale.ofOrders(orders));
  }

  public NetworkFolder folder() {
    return folder;
  }

  Geography geography() {
    return geography;
  }

  Assortment assortment() {
    return assortment;
  }

  List<LiveStore> stores() {
    return stores;
  }

  List<Pulse> pulses() {
    return pulses;
  }

  private NetworkData derive(NetworkData handMade, SampleScale scale) {
    List<Warehouse> warehouses =
        handMade.warehouses().stream().map(warehouse -> scaled(warehouse, scale)).toList();
    List<ServiceTerms> terms = ServiceTerms.list();
    Map<String, String> carrierByService =
        handMade.carrierServices().stream()
            .collect(Collectors.toMap(CarrierService::id, CarrierService::carrierId));
    SampleLanes sampleLanes =
        new SampleLanes(geography, terms, handMade.regionGroups(), carrierByService, scale);
    List<CoverageRule> coverage = new ArrayList<>(handMade.coverage());
    List<Lane> lanes = new ArrayList<>();
    for (Warehouse warehouse : warehouses) {
      coverage.addAll(sampleLanes.coverage(warehouse));
      lanes.addAll(sampleLanes.lanes(warehouse));
    }
    return new NetworkData(
        geography.regions(),
        handMade.regionGroups(),
        warehouses,
        handMade.carriers().stream().map(carrier -> scaled(carrier, scale)).toList(),
        handMade.carrierServices(),
        SampleTariffs.list(terms),
        lanes,
        coverage,
        assortment.articles().stream().map(Article::product).toList());
  }

  private static Warehouse scaled(Warehouse warehouse, SampleScale scale) {
    return warehouse.withDailyCapacity(scale.daily(warehouse.dailyCapacity()));
  }

  private static Carrier scaled(Carrier carrier, SampleScale scale) {
    return new Carrier(
        carrier.id(),
        carrier.name(),
        carrier.nameEn(),
        carrier.role(),
        carrier.state(),
        scale.optional(carrier.dailyParcels()),
        carrier.onTimeRate(),
        carrier.lossRate());
  }
}
