package dev.sluice.server.routing;

import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Warehouse;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.LaneGroup;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import dev.sluice.server.network.ShipSlot;
import dev.sluice.server.routing.CarrierStanding.GroupShare;
import dev.sluice.server.routing.NetworkTraits.WarehouseTraits;
import dev.sluice.server.routing.cost.Goods;
import dev.sluice.server.routing.cost.TariffCalculator;
import dev.sluice.server.routing.search.Departure;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Candidates in the facts that rules know. */
final class CandidateFacts {

  private final DecisionInput input;
  private final NetworkTraits traits;
  private final List<CandidateLine> lines;
  private final String city;
  private final String province;
  private final Set<String> orderChannel;
  private final @Nullable RegionGroup closestGroup;

  CandidateFacts(DecisionInput input, NetworkTraits traits, List<CandidateLine> lines) {
    this.input = input;
    this.traits = traits;
    this.lines = lines;
    this.city = OrderFacts.city(input.order().regionCode());
    this.province = OrderFacts.province(input.order().regionCode());
    this.orderChannel = Set.of(input.order().key().channel());
    this.closestGroup = closestGroup();
  }

  Warehouse warehouse(WarehouseCandidate candidate) {
    var warehouse = candidate.warehouse();
    WarehouseTraits known = traits.of(warehouse);
    LocalDate day = shipDay(candidate);
    long capacity = warehouse.dailyCapacity();
    long used = 0;
    @Nullable Counter counter = input.view().counters().get(warehouseDay(warehouse.id(), day));
    if (counter != null) {
      capacity = counter.capacity();
      used = counter.used();
    }
    int filled = candidate.linesFilled(lines);
    return Warehouse.builder()
        .id(warehouse.id())
        .kind(warehouse.kind().name())
        .region(warehouse.regionCode())
        .groups(known.groups())
        .distanceKm(candidate.distanceKm())
        .coveragePriority(coveragePriority(warehouse.id()))
        .load(capacity <= 0 ? 1 : (double) used / capacity)
        .backlogHours(backlogHours(warehouse))
        .remainingCapacity(Math.max(0, capacity - used))
        .fillsOrder(filled == lines.size())
        .linesFilled(filled)
        .minutesToCutOff(
            input.view().network().timetable(warehouse.id()).minutesToCutOff(input.time()))
        .stockAgeMinutes(stockAgeMinutes(candidate))
        .packsFragile(warehouse.packsFragile())
        .coldRoom(warehouse.coldRoom())
        .secureCage(warehouse.secureCage())
        .inspectsReturns(warehouse.inspectsReturns())
        .sameCity(same(known.city(), city))
        .sameProvince(same(known.province(), province))
        .build();
  }

  /** Of what it could ship of the order the SKU that was counted the longest ago. */
  private long stockAgeMinutes(WarehouseCandidate candidate) {
    long age = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (candidate.lines().get(i).units() > 0) {
        age = Math.max(age, input.stock().ageMinutes(candidate.id(), lines.get(i).sku()));
      }
    }
    return age;
  }

  private int coveragePriority(String warehouseId) {
    @Nullable WarehouseReach reach = input.view().coverage().findReach(warehouseId);
    return reach == null ? 0 : reach.priority();
  }

  /** What the load of the day adds to the time that an order of now takes. */
  private double backlogHours(dev.sluice.server.network.Warehouse warehouse) {
    @Nullable LaneGroup lanes = input.view().coverage().findLanes(warehouse.id());
    if (lanes == null || !warehouse.slowsUnderLoad()) {
      return 0;
    }
    Duration now = Exit.timetable(input.view(), warehouse, lanes, input.time()).processing();
    return OrderFacts.hours(now.minus(lanes.timetable().processing()));
  }

  private CounterKey warehouseDay(String warehouseId, LocalDate day) {
    @Nullable LaneGroup lanes = input.view().coverage().findLanes(warehouseId);
    return lanes == null ? CounterKey.warehouseDay(warehouseId, day) : lanes.warehouseDay(day);
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
        .share(share == null ? 0 : share.part())
        .shareTarget(share == null ? 0 : share.targetPart())
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
    Goods goods = CandidateLine.goods(lines, units);
    OptionalLong charge =
        TariffCalculator.chargeMicros(
            service.tariff(), goods.chargedWeightGrams(service.service()));
    long cashMicros =
        charge.orElse(service.tariff().minimumChargeMicros())
            + goods.handlingMicros(candidate.warehouse());
    Departure departure = service.departures().get(readyIndex);
    Duration late = ShipmentTime.lateness(input.order(), departure.slot(), departure.promiseTime());
    return new Option(
        warehouse,
        carrier,
        OrderFacts.yuan(cashMicros),
        service.lane().transitHours(),
        OrderFacts.hours(late));
  }

  /** Rules know sets but no "all": a service that prints every channel prints this order's. */
  private Set<String> printedChannels(CarrierService service) {
    return service.waybillChannels().isEmpty() ? orderChannel : service.waybillChannels();
  }

  /** The first day on which anything of the order could leave. */
  private LocalDate shipDay(WarehouseCandidate candidate) {
    @Nullable LocalDate first = null;
    for (int i = 0; i < candidate.services().size(); i++) {
      Optional<ShipSlot> slot = candidate.services().get(i).departures().get(0).slot();
      if (slot.isPresent()) {
        LocalDate day = slot.get().shipDay();
        first = first == null || day.isBefore(first) ? day : first;
      }
    }
    return first != null ? first : CapacityDays.dayOf(candidate.warehouse(), input.time());
  }

  /** The region group that holds the destination most specifically, ties by id. */
  private @Nullable RegionGroup closestGroup() {
    Map<String, RegionGroup> groups = input.view().network().regionGroups();
    String destination = input.order().regionCode();
    @Nullable RegionGroup closest = null;
    int digits = -1;
    for (String groupId : input.view().coverage().regionGroupIds()) {
      @Nullable RegionGroup group = groups.get(groupId);
      int matched = group == null ? -1 : NetworkTraits.matchedDigits(group, destination);
      if (matched > digits) {
        closest = group;
        digits = matched;
      }
    }
    return closest;
  }

  private static boolean same(String place, String otherPlace) {
    return !place.isEmpty() && place.equals(otherPlace);
  }
}
