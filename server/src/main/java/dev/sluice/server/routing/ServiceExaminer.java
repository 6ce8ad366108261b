package dev.sluice.server.routing;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.ShareVerdicts.Suspension;
import dev.sluice.server.network.AppliedLane;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.Handling;
import dev.sluice.server.network.LaneGroup;
import dev.sluice.server.network.NetworkView;
import dev.sluice.server.network.OperatingState;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.CarrierStanding.GroupShare;
import dev.sluice.server.routing.cost.Insurance;
import dev.sluice.server.routing.cost.Micros;
import dev.sluice.server.routing.cost.TariffCalculator;
import dev.sluice.server.routing.model.Explanation.RejectionNote;
import dev.sluice.server.routing.model.UnfulfilledReason;
import dev.sluice.server.routing.search.Departure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Examines which carrier services could carry an order's lines from a warehouse, and when. */
final class ServiceExaminer {

  private static final List<Handling> HANDLINGS = List.of(Handling.values());

  private static final Optional<RejectionNote> NO_NOTE = Optional.empty();

  private final DecisionInput input;
  private final NetworkView view;
  private final OrderVerdicts verdicts;
  private final ShipmentTime time;
  private final TollBooth tolls;
  private final List<CandidateLine> lines;
  private final List<Instant> readyTimes;
  private final List<Optional<RejectionNote>> noLineRejections;
  private final @Nullable Examined[] examined;
  private final CarrierStandings standings;

  /**
   * What is true of a service from whichever warehouse.
   *
   * @param fits whether it is sold at the order's level and prints its channel's waybills
   * @param handling for each line of the order what handling it refuses
   */
  private record Examined(
      CarrierStanding standing,
      boolean fits,
      List<RejectionNote> rejections,
      List<Optional<RejectionNote>> handling) {}

  ServiceExaminer(
      DecisionInput input,
      OrderVerdicts verdicts,
      List<CandidateLine> lines,
      List<Instant> readyTimes) {
    this.input = input;
    this.view = input.view();
    this.examined = new Examined[view.network().carrierServices().size()];
    this.standings = new CarrierStandings(view, input.shares());
    this.verdicts = verdicts;
    this.time = new ShipmentTime(input, verdicts);
    this.tolls = new TollBooth(input);
    this.lines = lines;
    this.readyTimes = readyTimes;
    this.noLineRejections = Collections.nCopies(lines.size(), NO_NOTE);
  }

  /** Whether any lane's service is sold at the order's level and prints its channel's waybills. */
  boolean anyFits(LaneGroup lanes) {
    for (int i = 0; i < lanes.lanes().size(); i++) {
      if (examined(lanes.lanes().get(i)).fits) {
        return true;
      }
    }
    return false;
  }

  /** Every service with a lane from the warehouse, by id. */
  List<ServiceCandidate> examine(Warehouse warehouse, List<LineOffer> offers, LaneGroup lanes) {
    Exit exit = new Exit(input, time, tolls, readyTimes, warehouse, lanes);
    ServiceCandidate[] candidates = new ServiceCandidate[lanes.lanes().size()];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = examine(exit, offers, lanes.lanes().get(i));
    }
    return List.of(candidates);
  }

  private ServiceCandidate examine(Exit exit, List<LineOffer> offers, AppliedLane lane) {
    Examined known = examined(lane);
    List<Departure> departures;
    if (readyTimes.size() == 1) {
      departures = List.of(exit.departure(lane, known.standing, 0));
    } else {
      departures = new ArrayList<>(readyTimes.size());
      for (int i = 0; i < readyTimes.size(); i++) {
        departures.add(exit.departure(lane, known.standing, i));
      }
      departures = Collections.unmodifiableList(departures);
    }
    return new ServiceCandidate(
        lane,
        known.standing,
        departures,
        known.rejections,
        lineRejections(exit.warehouse(), known, lane, offers, departures));
  }

  @SuppressWarnings("ReferenceEquality") // whether it is still the list that all share
  private List<Optional<RejectionNote>> lineRejections(
      Warehouse warehouse,
      Examined known,
      AppliedLane lane,
      List<LineOffer> offers,
      List<Departure> departures) {
    List<Optional<RejectionNote>> rejections = noLineRejections;
    for (int i = 0; i < lines.size(); i++) {
      CandidateLine line = lines.get(i);
      long units = Math.max(1, offers.get(i).units());
      long warehouseFree = departures.get(line.readyIndex()).warehouseFree();
      Optional<RejectionNote> rejection = overloads(warehouse, line, units, warehouseFree);
      if (rejection.isEmpty()) {
        rejection = tooHeavy(lane.service(), lane.tariff(), line, units);
      }
      if (rejection.isEmpty()) {
        rejection = known.handling.get(i);
      }
      if (rejection.isPresent()) {
        rejections = rejections == noLineRejections ? new ArrayList<>(rejections) : rejections;
        rejections.set(i, rejection);
      }
    }
    return rejections;
  }

  private Examined examined(AppliedLane lane) {
    @Nullable Examined known = examined[lane.serviceRank()];
    if (known == null) {
      CarrierService service = lane.service();
      Carrier carrier = lane.carrier();
      CarrierStanding standing = standings.of(carrier);
      List<Optional<RejectionNote>> handling = new ArrayList<>(lines.size());
      for (int i = 0; i < lines.size(); i++) {
        handling.add(refusesHandling(service, lines.get(i)));
      }
      known =
          new Examined(
              standing,
              sells(service) && prints(service),
              rejections(service, carrier, standing),
              handling);
      examined[lane.serviceRank()] = known;
    }
    return known;
  }

  private List<RejectionNote> rejections(
      CarrierService service, Carrier carrier, CarrierStanding standing) {
    List<RejectionNote> notes = new ArrayList<>(0);
    if (!sells(service)) {
      notes.add(
          note(
              UnfulfilledReason.CARRIER_DOES_NOT_SERVE,
              service.id() + " is not sold as " + input.order().serviceLevel()));
    } else if (!prints(service)) {
      notes.add(
          note(
              UnfulfilledReason.CARRIER_DOES_NOT_SERVE,
              service.id() + " prints no waybills of " + input.order().key().channel()));
    }
    Optional<GroupShare> full = standing.findStrictlyFull(1);
    if (full.isPresent()) {
      notes.add(
          new RejectionNote(
              UnfulfilledReason.CARRIER_SHARE_CAP,
              full.get().cap().map(cap -> cap.ruleId()),
              Optional.empty(),
              full.get().atCapText(carrier.id()) + ", and the cap is strict"));
    }
    if (carrier.state() != OperatingState.OPEN) {
      notes.add(note(UnfulfilledReason.CARRIER_SUSPENDED, carrier.id() + " is " + carrier.state()));
    }
    Optional<Suspension> suspension = standing.findSuspension();
    if (suspension.isPresent()) {
      notes.add(
          new RejectionNote(
              UnfulfilledReason.CARRIER_SUSPENDED,
              Optional.of(suspension.get().ruleId()),
              Optional.empty(),
              carrier.id() + " is suspended: " + suspension.get().reason()));
    }
    if (verdicts.requiredServices().contains(Insurance.NAME) && !Insurance.offeredBy(service)) {
      notes.add(note(UnfulfilledReason.HANDLING, service.id() + " does not insure"));
    }
    return notes.isEmpty() ? List.of() : List.copyOf(notes);
  }

  private static Optional<RejectionNote> overloads(
      Warehouse warehouse, CandidateLine line, long units, long warehouseFree) {
    if (warehouse.capacityMeasure() != CapacityMeasure.UNITS || units <= warehouseFree) {
      return Optional.empty();
    }
    String detail = warehouse.id() + " can pack " + warehouseFree + " more units, not " + units;
    return Optional.of(lineNote(UnfulfilledReason.WAREHOUSE_FULL, line, detail));
  }

  private static Optional<RejectionNote> tooHeavy(
      CarrierService service, Tariff tariff, CandidateLine line, long units) {
    long grams = Micros.timesSaturated(line.product().weightGrams(), units);
    long volumeCm3 = Micros.timesSaturated(line.product().volumeCm3(), units);
    long charged = TariffCalculator.chargedWeightGrams(service, grams, volumeCm3);
    if (grams <= service.maxWeightGrams()
        && TariffCalculator.chargeMicros(tariff, charged).isPresent()) {
      return Optional.empty();
    }
    String detail =
        units + " x " + line.sku() + " of " + charged + " g are too heavy for " + service.id();
    return Optional.of(lineNote(UnfulfilledReason.WEIGHT_LIMIT, line, detail));
  }

  private static Optional<RejectionNote> refusesHandling(
      CarrierService service, CandidateLine line) {
    return refusedHandling(service, line)
        .map(
            handling ->
                lineNote(
                    UnfulfilledReason.HANDLING,
                    line,
                    service.id() + " does not take " + handling + " goods"));
  }

  /**
   * What no policy could allow. Whether a carrier is good enough for fragile, high-value, chilled
   * or frozen goods is for rules to say.
   */
  private static Optional<Handling> refusedHandling(CarrierService service, CandidateLine line) {
    if (line.product().handling().isEmpty()) {
      return Optional.empty();
    }
    for (Handling handling : HANDLINGS) {
      boolean taken =
          !line.product().handling().contains(handling)
              || switch (handling) {
                case OVERSIZE -> service.takesOversize();
                case LIQUID -> service.takesLiquid();
                case BATTERY -> service.takesBattery();
                case FRAGILE, HIGH_VALUE, CHILLED, FROZEN -> true;
              };
      if (!taken) {
        return Optional.of(handling);
      }
    }
    return Optional.empty();
  }

  private boolean sells(CarrierService service) {
    return service.serviceLevels().contains(input.order().serviceLevel());
  }

  private boolean prints(CarrierService service) {
    return service.waybillChannels().isEmpty()
        || service.waybillChannels().contains(input.order().key().channel());
  }

  private static RejectionNote note(UnfulfilledReason reason, String detail) {
    return new RejectionNote(reason, Optional.empty(), Optional.empty(), detail);
  }

  private static RejectionNote lineNote(
      UnfulfilledReason reason, CandidateLine line, String detail) {
    return new RejectionNote(reason, Optional.empty(), Optional.of(line.sku()), detail);
  }
}
