package dev.sluice.server.routing;

import dev.sluice.rules.CandidateId;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.LaneGroup;
import dev.sluice.server.network.ShipSlot;
import dev.sluice.server.network.Timetable;
import dev.sluice.server.routing.CarrierStanding.GroupShare;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.Explanation.CandidateNote;
import dev.sluice.server.routing.model.Explanation.RejectionNote;
import dev.sluice.server.routing.model.UnfulfilledReason;
import dev.sluice.server.routing.search.Departure;
import dev.sluice.server.stock.StockPosition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes one note a candidate: what it could ship, at what cost or why not, and what was seen. */
final class CandidateNotes {

  private static final Comparator<RejectionNote> PRECEDENCE =
      Comparator.comparing(RejectionNote::reason)
          .thenComparing(note -> note.sku().orElse(""))
          .thenComparing(note -> note.ruleId().orElse(""));

  private final DecisionInput input;
  private final List<CandidateLine> lines;
  private final Verdicts verdicts;
  private final ShipmentPricer pricer;
  private final TollBooth tolls;

  CandidateNotes(DecisionInput input, Candidates candidates, Verdicts verdicts) {
    this.input = input;
    this.lines = candidates.lines();
    this.verdicts = verdicts;
    this.pricer = new ShipmentPricer(input, candidates, verdicts);
    this.tolls = new TollBooth(input);
  }

  CandidateNote ofWarehouse(WarehouseCandidate warehouse, boolean chosen) {
    List<RejectionNote> rejections = new ArrayList<>();
    warehouse.rejection().ifPresent(rejections::add);
    warehouse.lines().forEach(offer -> offer.rejection().ifPresent(rejections::add));
    rejections.addAll(byRules(CandidateId.warehouse(warehouse.id())));
    List<String> couldShip = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (warehouse.rejection().isEmpty() && warehouse.holdsWhole(i, lines.get(i))) {
        couldShip.add(lines.get(i).sku());
      }
    }
    return new CandidateNote(
        warehouse.id(),
        Optional.empty(),
        chosen,
        warehouse.distanceKm(),
        List.copyOf(couldShip),
        List.of(),
        sorted(rejections),
        numbers(warehouse));
  }

  CandidateNote ofService(WarehouseCandidate warehouse, ServiceCandidate service, boolean chosen) {
    List<RejectionNote> rejections = new ArrayList<>(service.rejections());
    lines.stream()
        .map(service::departure)
        .distinct()
        .forEach(departure -> departure.rejection().ifPresent(rejections::add));
    service.lineRejections().forEach(rejection -> rejection.ifPresent(rejections::add));
    String carrierId = service.carrier().id();
    String serviceId = service.service().id();
    rejections.addAll(byRules(CandidateId.service(carrierId, serviceId)));
    rejections.addAll(byRules(CandidateId.option(warehouse.id(), carrierId, serviceId)));
    if (!chosen) {
      softCap(service).ifPresent(rejections::add);
    }
    long[] units = new long[lines.size()];
    List<String> couldShip = new ArrayList<>();
    for (int i = 0; i < units.length; i++) {
      if (carriesWhole(warehouse, service, i)) {
        units[i] = lines.get(i).quantity();
        couldShip.add(lines.get(i).sku());
      }
    }
    return new CandidateNote(
        warehouse.id(),
        Optional.of(serviceId),
        chosen,
        warehouse.distanceKm(),
        List.copyOf(couldShip),
        couldShip.isEmpty() ? List.of() : cost(warehouse, service, units),
        sorted(rejections),
        numbers(service));
  }

  private boolean carriesWhole(WarehouseCandidate warehouse, ServiceCandidate service, int line) {
    return warehouse.holdsWhole(line, lines.get(line))
        && service.carries(line, lines.get(line))
        && !PolicyEvaluator.rejects(
            verdicts.candidates(), lines.get(line).sku(), warehouse.id(), service);
  }

  private List<CostTerm> cost(
      WarehouseCandidate warehouse, ServiceCandidate service, long[] units) {
    return pricer.priceMicros(warehouse, service, units).isPresent()
        ? pricer.terms(warehouse, service, units)
        : List.of();
  }

  private List<RejectionNote> byRules(CandidateId candidate) {
    return verdicts.candidates().rejections().stream()
        .filter(rejection -> rejection.candidate().equals(candidate))
        .map(ShortageReasons::note)
        .toList();
  }

  private Optional<RejectionNote> softCap(ServiceCandidate service) {
    if (verdicts.order().exemptFromShareCap()) {
      return Optional.empty();
    }
    return service
        .standing()
        .findFull(1)
        .filter(full -> !full.cap().orElseThrow().strict())
        .map(
            full ->
                new RejectionNote(
                    UnfulfilledReason.CARRIER_SHARE_CAP,
                    full.cap().map(cap -> cap.ruleId()),
                    Optional.empty(),
                    full.atCapText(service.carrier().id())));
  }

  private Map<String, Long> numbers(WarehouseCandidate warehouse) {
    SortedMap<String, Long> numbers = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      CandidateLine line = lines.get(i);
      Optional<StockPosition> position = input.stock().find(warehouse.id(), line.sku());
      position.ifPresent(
          seen -> {
            numbers.put("available " + line.sku(), seen.availableToPromise());
            numbers.put("onHand " + line.sku(), seen.onHand());
          });
      putToll(numbers, CounterKey.stock(warehouse.id(), line.sku()), " " + line.sku());
      long lotTollMicros = pricer.lotTollMicros(warehouse, i);
      if (lotTollMicros > 0) {
        numbers.put("lotTollMicros " + line.sku(), lotTollMicros);
      }
    }
    @Nullable LaneGroup counted = input.contenders().findLanes(warehouse.id());
    if (counted != null && counted.leftOut() > 0) {
      numbers.put("servicesUnseen", (long) counted.leftOut());
    }
    @Nullable LaneGroup lanes = input.view().coverage().findLanes(warehouse.id());
    if (lanes != null && warehouse.warehouse().slowsUnderLoad()) {
      Timetable now = Exit.timetable(input.view(), warehouse.warehouse(), lanes, input.time());
      numbers.put("processingMinutes", now.processing().toMinutes());
    }
    warehouse.services().stream()
        .flatMap(service -> service.departures().get(0).slot().stream())
        .map(ShipSlot::shipDay)
        .min(LocalDate::compareTo)
        .map(day -> CounterKey.warehouseDay(warehouse.id(), day))
        .ifPresent(
            day -> {
              Optional<Counter> seen = input.view().find(day);
              seen.ifPresent(counter -> numbers.put("dayUsed", counter.used()));
              seen.ifPresent(counter -> numbers.put("dayCapacity", counter.capacity()));
              putToll(numbers, day, "");
            });
    return Collections.unmodifiableSortedMap(numbers);
  }

  private Map<String, Long> numbers(ServiceCandidate service) {
    SortedMap<String, Long> numbers = new TreeMap<>();
    Departure departure = service.departures().get(0);
    putLimited(numbers, "laneFree", departure.laneFree());
    putLimited(numbers, "carrierFree", departure.carrierFree());
    departure
        .slot()
        .ifPresent(
            slot -> {
              putToll(numbers, service.applied().laneDay(slot.shipDay()), "");
              putToll(numbers, service.applied().carrierDay(slot.shipDay()), "");
            });
    numbers.put("transitHours", (long) service.lane().transitHours());
    if (departure.movedDays() > 0) {
      numbers.put("fullDaysPassed", (long) departure.movedDays());
    }
    numbers.putAll(
        ShipmentTime.minutesLate(input.order(), departure.slot(), departure.promiseTime()));
    for (GroupShare group : service.standing().groups()) {
      putShare(numbers, group, " " + group.regionGroupId());
    }
    return Collections.unmodifiableSortedMap(numbers);
  }

  /** What a share's toll came from; nothing where rules want nothing of the carrier. */
  private static void putShare(SortedMap<String, Long> numbers, GroupShare group, String of) {
    group.cap().ifPresent(cap -> numbers.put("capPpm" + of, cap.partsPerMillion()));
    group
        .target()
        .ifPresent(
            target -> {
              numbers.put("targetPpm" + of, target.partsPerMillion());
              numbers.put("tolerancePpm" + of, target.tolerancePartsPerMillion());
            });
    if (group.cap().isPresent() || group.target().isPresent()) {
      numbers.put("parcels" + of, group.parcels());
      numbers.put("allParcels" + of, group.allParcels());
    }
    group
        .toll()
        .ifPresent(
            toll -> {
              numbers.put("shareTollMicros" + of, toll.micros());
              numbers.put("shareAimPpm" + of, toll.aimPpm());
              numbers.put("shareEdgeParcels" + of, toll.edgeParcels());
            });
  }

  /** What a toll came from; nothing where there is none. */
  private void putToll(SortedMap<String, Long> numbers, CounterKey counter, String of) {
    @Nullable Toll toll = tolls.find(counter);
    if (toll != null) {
      String name = TollBooth.termName(counter.kind());
      numbers.put(name + "PriceMicros" + of, toll.priceMicros());
      numbers.put(name + "PaceMicros" + of, toll.paceMicros());
      numbers.put(name + "ToComePermille" + of, Math.round(1000 * toll.shareToCome()));
      numbers.put(name + "FreePermille" + of, Math.round(1000 * toll.shareFree()));
    }
  }

  private static void putLimited(Map<String, Long> numbers, String name, long free) {
    if (free != Counter.UNLIMITED) {
      numbers.put(name, free);
    }
  }

  private static List<RejectionNote> sorted(List<RejectionNote> rejections) {
    return rejections.stream().distinct().sorted(PRECEDENCE).toList();
  }
}
