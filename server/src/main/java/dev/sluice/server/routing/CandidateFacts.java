package dev.sluice.server.routing;

import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Warehouse;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.ShippingCalendar;
import dev.sluice.server.routing.CarrierStanding.GroupShare;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Candidates in the facts that rules know. */
final class CandidateFacts {

  private final DecisionInput input;
  private final Network network;
  private final List<CandidateLine> lines;
  private final String destination;
  private final @Nullable RegionGroup closestGroup;

  CandidateFacts(DecisionInput input, Candidates candidates) {
    this.input = input;
    this.network = input.view().network();
    this.lines = candidates.lines();
    this.destination = input.order().regionCode();
    this.closestGroup = closestGroup();
  }

  Warehouse warehouse(WarehouseCandidate candidate) {
    var warehouse = candidate.warehouse();
    LocalDate day = shipDay(candidate);
    long capacity = warehouse.dailyCapacity();
    long used = 0;
    Optional<Counter> counter = input.view().find(CounterKey.warehouseDay(warehouse.id(), day));
    if (counter.isPresent()) {
      capacity = counter.get().capacity();
      used = counter.get().used();
    }
    int filled = candidate.linesFilled(lines);
    return Warehouse.builder()
        .id(warehouse.id())
        .kind(warehouse.kind().name())
        .region(warehouse.regionCode())
        .groups(groupsOf(warehouse.regionCode()))
        .distanceKm(candidate.distanceKm())
        .load(capacity <= 0 ? 1 : (double) used / capacity)
        .remainingCapacity(Math.max(0, capacity - used))
        .fillsOrder(filled == lines.size())
        .linesFilled(filled)
        .minutesToCutOff(ShippingCalendar.minutesToCutOff(warehouse, input.time()))
        .packsFragile(warehouse.packsFragile())
        .coldRoom(warehouse.coldRoom())
        .secureCage(warehouse.secureCage())
        .inspectsReturns(warehouse.inspectsReturns())
        .sameCity(same(OrderFacts.city(warehouse.regionCode()), OrderFacts.city(destination)))
        .sameProvince(
            same(OrderFacts.province(warehouse.regionCode()), OrderFacts.province(destination)))
        .build();
  }

  Carrier carrier(ServiceCandidate candidate) {
    CarrierService service = candidate.service();
    var carrier = candidate.carrier();
    @Nullable GroupShare share =
        closestGroup == null ? null : candidate.standing().find(closestGroup.id());
    return Carrier.builder()
        .id(carrier.id())
        .service(service.id())
        .role(
            closestGroup == null
                ? carrier.role().name()
                : CarrierStanding.role(carrier, closestGroup))
        .share(
            share == null || share.allParcels() == 0
                ? 0
                : (double) share.parcels() / share.allParcels())
        .shareTarget(
            share == null
                ? 0
                : share.target().map(target -> target.partsPerMillion() / 1e6).orElse(0.0))
        .atCap(candidate.standing().atCap())
        .remainingParcels(candidate.departures().get(0).carrierFree())
        .onTimeRate(carrier.onTimeRate())
        .lossRate(carrier.lossRate())
        .suspended(candidate.standing().findSuspension().isPresent())
        .handlesFragile(service.handlesFragile())
        .insuresHighValue(service.insuresHighValue())
        .coldChain(service.coldChain())
        .takesLiquid(service.takesLiquid())
        .takesBattery(service.takesBattery())
        .cashOnDelivery(service.cashOnDelivery())
        .waybillChannels(printedChannels(service))
        .build();
  }

  /** What it could ship of the order this way: cost in cash, hours on the way, hours late. */
  Option option(
      WarehouseCandidate candidate,
      Warehouse warehouse,
      ServiceCandidate service,
      Carrier carrier) {
    long[] units = new long[lines.size()];
    int readyIndex = 0;
    for (int i = 0; i < units.length; i++) {
      units[i] = candidate.lines().get(i).units();
      readyIndex = units[i] > 0 ? Math.max(readyIndex, lines.get(i).readyIndex()) : readyIndex;
    }
    Goods goods = Goods.of(lines, units);
    OptionalLong charge =
        TariffCalculator.chargeMicros(
            service.tariff(), goods.chargedWeightGrams(service.service()));
    long cashMicros =
        charge.orElse(service.tariff().minimumChargeMicros())
            + ShipmentPricer.handlingMicros(candidate.warehouse(), goods.units());
    Departure departure = service.departures().get(readyIndex);
    Duration late = ShipmentTime.lateness(input.order(), departure);
    return new Option(
        warehouse,
        carrier,
        OrderFacts.yuan(cashMicros),
        service.lane().transitHours(),
        OrderFacts.hours(late));
  }

  /** Rules know sets but no "all": a service that prints every channel prints this order's. */
  private Set<String> printedChannels(CarrierService service) {
    return service.waybillChannels().isEmpty()
        ? Set.of(input.order().key().channel())
        : service.waybillChannels();
  }

  private LocalDate shipDay(WarehouseCandidate candidate) {
    return candidate.services().stream()
        .flatMap(service -> service.departures().get(0).slot().stream())
        .map(slot -> slot.shipDay())
        .min(LocalDate::compareTo)
        .orElseGet(() -> CapacityDays.dayOf(candidate.warehouse(), input.time()));
  }

  private Set<String> groupsOf(String regionCode) {
    Set<String> groups = new HashSet<>();
    for (RegionGroup group : network.regionGroups().values()) {
      if (matchedDigits(group, regionCode) >= 0) {
        groups.add(group.id());
      }
    }
    return groups;
  }

  /** The region group that holds the destination most specifically, ties by id. */
  private @Nullable RegionGroup closestGroup() {
    @Nullable RegionGroup closest = null;
    int digits = -1;
    for (String groupId : input.view().coverage().regionGroupIds()) {
      @Nullable RegionGroup group = network.regionGroups().get(groupId);
      if (group != null && matchedDigits(group, destination) > digits) {
        closest = group;
        digits = matchedDigits(group, destination);
      }
    }
    return closest;
  }

  /** Length of the group's longest code that covers the region; 0 for the country, -1 for none. */
  private static int matchedDigits(RegionGroup group, String regionCode) {
    int digits = group.id().equals(RegionGroup.COUNTRY) ? 0 : -1;
    for (String code : group.regionCodes()) {
      if (regionCode.startsWith(code)) {
        digits = Math.max(digits, code.length());
      }
    }
    return digits;
  }

  private static boolean same(String place, String otherPlace) {
    return !place.isEmpty() && place.equals(otherPlace);
  }
}
