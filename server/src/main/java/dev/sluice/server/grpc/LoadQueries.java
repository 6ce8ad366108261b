package dev.sluice.server.grpc;

import dev.sluice.routing.v1.CarrierShare;
import dev.sluice.routing.v1.ListCarrierSharesRequest;
import dev.sluice.routing.v1.ListCarrierSharesResponse;
import dev.sluice.routing.v1.ListWarehouseLoadsRequest;
import dev.sluice.routing.v1.ListWarehouseLoadsResponse;
import dev.sluice.routing.v1.WarehouseLoad;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterRepository;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.ShareNumbers;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers how full warehouses are and how carriers share the parcels. */
final class LoadQueries {
  private final Supplier<Network> network;
  private final CounterRepository counters;
  private final Supplier<ShareNumbers> shares;
  private final CapacityDays capacityDays;
  private final InstantSource clock;

  LoadQueries(
      Supplier<Network> network,
      CounterRepository counters,
      Supplier<ShareNumbers> shares,
      CapacityDays capacityDays,
      InstantSource clock) {
    this.network = network;
    this.counters = counters;
    this.shares = shares;
    this.capacityDays = capacityDays;
    this.clock = clock;
  }

  ListWarehouseLoadsResponse warehouseLoads(ListWarehouseLoadsRequest request) {
    Page<Warehouse> page =
        Page.of(
            List.copyOf(network.get().warehouses().values()),
            Warehouse::id,
            request.toBuilder().clearPageSize().clearPageToken().build(),
            request.getPageSize(),
            request.getPageToken());
    Instant now = clock.instant();
    List<CounterKey> keys = new ArrayList<>();
    for (Warehouse warehouse : page.elements()) {
      LocalDate day =
          request.hasDay()
              ? WarehouseMapper.toDate(request.getDay(), "day")
              : CapacityDays.dayOf(warehouse, now);
      keys.add(CounterKey.warehouseDay(warehouse.id(), day));
    }
    Map<CounterKey, Counter> read = counters.read(keys);
    ListWarehouseLoadsResponse.Builder response =
        ListWarehouseLoadsResponse.newBuilder().setNextPageToken(page.nextToken());
    for (int i = 0; i < keys.size(); i++) {
      response.addLoads(load(page.elements().get(i), keys.get(i), read));
    }
    return response.build();
  }

  ListCarrierSharesResponse carrierShares(ListCarrierSharesRequest request) {
    LocalDate day =
        request.hasDay()
            ? WarehouseMapper.toDate(request.getDay(), "day")
            : capacityDays.shareDay(clock.instant());
    Page<CounterKey> page =
        Page.of(
            shareKeys(network.get(), request.getRegionGroupId(), day),
            key -> key.scope() + " " + key.subject(),
            request.toBuilder().clearPageSize().clearPageToken().build(),
            request.getPageSize(),
            request.getPageToken());
    List<CounterKey> keys = new ArrayList<>(page.elements());
    page.elements().stream()
        .map(key -> CounterKey.allShare(key.scope(), day))
        .distinct()
        .forEach(keys::add);
    Map<CounterKey, Counter> read = counters.read(keys);
    ShareNumbers wanted = shares.get();
    ListCarrierSharesResponse.Builder response =
        ListCarrierSharesResponse.newBuilder().setNextPageToken(page.nextToken());
    page.elements().forEach(key -> response.addShares(share(key, read, wanted)));
    return response.build();
  }

  private static WarehouseLoad load(
      Warehouse warehouse, CounterKey key, Map<CounterKey, Counter> read) {
    Counter counter = read.get(key);
    return WarehouseLoad.newBuilder()
        .setWarehouseId(warehouse.id())
        .setDay(ValueMapper.toDate(key.day()))
        .setCapacityMeasure(WarehouseMapper.toProto(warehouse.capacityMeasure()))
        .setCapacity(counter == null ? warehouse.dailyCapacity() : counter.capacity())
        .setUsed(counter == null ? 0 : counter.used())
        .build();
  }

  /** Sorted by region group, then carrier. */
  private static List<CounterKey> shareKeys(Network network, String onlyGroup, LocalDate day) {
    List<CounterKey> keys = new ArrayList<>();
    for (String groupId : network.regionGroups().keySet()) {
      if (onlyGroup.isEmpty() || onlyGroup.equals(groupId)) {
        network
            .carriers()
            .keySet()
            .forEach(carrierId -> keys.add(CounterKey.carrierShare(carrierId, groupId, day)));
      }
    }
    return keys;
  }

  private static CarrierShare share(
      CounterKey key, Map<CounterKey, Counter> read, ShareNumbers wanted) {
    String groupId = key.scope();
    String carrierId = key.subject();
    Counter own = read.getOrDefault(key, Counter.unknown(key));
    CounterKey allKey = CounterKey.allShare(groupId, key.day());
    Counter all = read.getOrDefault(allKey, Counter.unknown(allKey));
    CarrierShare.Builder share =
        CarrierShare.newBuilder()
            .setRegionGroupId(groupId)
            .setCarrierId(carrierId)
            .setDay(ValueMapper.toDate(key.day()))
            .setParcels(own.used())
            .setExemptParcels(own.exempt())
            .setAllParcels(all.parcels());
    wanted.findCap(groupId, carrierId).ifPresent(cap -> share.setCapPpm(cap.partsPerMillion()));
    wanted
        .findTarget(groupId, carrierId)
        .ifPresent(
            target ->
                share
                    .setTargetPpm(target.partsPerMillion())
                    .setTargetTolerancePpm(target.tolerancePartsPerMillion()));
    wanted
        .findSuspension(groupId, carrierId)
        .ifPresent(suspension -> share.setSuspendedReason(suspension.reason()));
    wanted
        .findTollMicros(groupId, carrierId, own.parcels(), all.parcels())
        .ifPresent(share::setTollMicros);
    return share.build();
  }
}
