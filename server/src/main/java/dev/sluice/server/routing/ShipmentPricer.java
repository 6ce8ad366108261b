package dev.sluice.server.routing;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.CandidateVerdicts.Adjustment;
import dev.sluice.rules.OrderVerdicts.Separation;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.CostTerm.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Says what goods cost on a way, and whether they may go there together at all. */
final class ShipmentPricer {

  private final List<CandidateLine> lines;
  private final Verdicts verdicts;
  private final ShipmentTime time;
  private final boolean insured;
  private final boolean keepsApart;
  private final boolean[][] apart;

  ShipmentPricer(DecisionInput input, Candidates candidates, Verdicts verdicts) {
    this.lines = candidates.lines();
    this.verdicts = verdicts;
    this.time = new ShipmentTime(input, verdicts.order());
    this.insured = verdicts.order().requiredServices().contains(Insurance.NAME);
    this.keepsApart = !verdicts.order().keepApart().isEmpty();
    this.apart = apart(lines, verdicts.order().keepApart());
  }

  /** The sum of {@link #terms}; empty where these goods cannot go this way together. */
  OptionalLong priceMicros(Way way, long[] units) {
    return travelTogether(units)
        ? priceMicros(way, units, Goods.of(lines, units), readyIndex(units))
        : OptionalLong.empty();
  }

  /** Prices of goods that leave a warehouse together, by the cheapest of these ways first. */
  List<PricedShipment> price(List<Way> ways, Load load) {
    if (!travelTogether(load.units())) {
      return List.of();
    }
    Goods goods = Goods.of(lines, load.units());
    int readyIndex = readyIndex(load.units());
    List<PricedShipment> priced = new ArrayList<>(ways.size());
    for (int i = 0; i < ways.size(); i++) {
      Way way = ways.get(i);
      OptionalLong micros = priceMicros(way, load.units(), goods, readyIndex);
      if (micros.isPresent()) {
        Departure departure = way.service().departures().get(readyIndex);
        priced.add(new PricedShipment(way, load, departure, goods.units(), micros.getAsLong()));
      }
    }
    priced.sort(PricedShipment.CHEAPEST);
    return priced;
  }

  private OptionalLong priceMicros(Way way, long[] units, Goods goods, int readyIndex) {
    Departure departure = way.service().departures().get(readyIndex);
    if (!way.carriesAll(units)
        || goods.grams() > way.service().service().maxWeightGrams()
        || !warehouseAdmits(way.warehouse().warehouse(), goods, departure)) {
      return OptionalLong.empty();
    }
    OptionalLong charge = charge(way, goods);
    if (charge.isEmpty()) {
      return charge;
    }
    return OptionalLong.of(
        charge.getAsLong()
            + handlingMicros(way.warehouse().warehouse(), goods.units())
            + insuranceMicros(way, goods)
            + way.adjustmentMicros()
            + departure.timeMicros());
  }

  /** What these goods cost on this way, summand by summand; those of 0 are left out. */
  List<CostTerm> terms(Way way, long[] units) {
    Goods goods = Goods.of(lines, units);
    Departure departure = departure(way.service(), units);
    List<CostTerm> terms = new ArrayList<>();
    terms.add(new CostTerm("tariff", Kind.CASH, charge(way, goods).orElseThrow()));
    long handling = handlingMicros(way.warehouse().warehouse(), goods.units());
    addUnlessZero(terms, "handling", Kind.CASH, handling);
    addUnlessZero(terms, "insurance", Kind.CASH, insuranceMicros(way, goods));
    for (Adjustment adjustment : adjustments(way)) {
      addUnlessZero(terms, adjustment.ruleId(), Kind.PREFERENCE, Micros.clamp(adjustment.micros()));
    }
    addUnlessZero(terms, "valueOfTime", Kind.PREFERENCE, time.valueMicros(departure.promiseTime()));
    addUnlessZero(
        terms,
        "lateness",
        Kind.PREFERENCE,
        time.latenessMicros(departure.slot(), departure.promiseTime()));
    return List.copyOf(terms);
  }

  /** A bound below the price of anything that goes this way. */
  long boundMicros(Way way) {
    long timeMicros = Long.MAX_VALUE;
    List<Departure> departures = way.service().departures();
    for (int i = 0; i < departures.size(); i++) {
      timeMicros = Math.min(timeMicros, departures.get(i).timeMicros());
    }
    return boundMicros(way.service().tariff())
        + handlingMicros(way.warehouse().warehouse(), 1)
        + way.adjustmentMicros()
        + timeMicros;
  }

  /** The departure of goods that leave together: that of the line which is ready last. */
  Departure departure(ServiceCandidate service, long[] units) {
    return service.departures().get(readyIndex(units));
  }

  private int readyIndex(long[] units) {
    int readyIndex = 0;
    for (int i = 0; i < units.length; i++) {
      if (units[i] > 0) {
        readyIndex = Math.max(readyIndex, lines.get(i).readyIndex());
      }
    }
    return readyIndex;
  }

  long chargedWeightGrams(Way way, long[] units) {
    return Goods.of(lines, units).chargedWeightGrams(way.service().service());
  }

  long adjustmentMicros(WarehouseCandidate warehouse, ServiceCandidate service) {
    CandidateVerdicts said = verdicts.candidates();
    if (said.adjustments().isEmpty()) {
      return 0;
    }
    String carrierId = service.carrier().id();
    String serviceId = service.service().id();
    long micros =
        sum(said.adjustments(CandidateId.warehouse(warehouse.id())))
            + sum(said.adjustments(CandidateId.service(carrierId, serviceId)));
    return said.concernsOptions()
        ? micros + sum(said.adjustments(CandidateId.option(warehouse.id(), carrierId, serviceId)))
        : micros;
  }

  private static long sum(List<Adjustment> adjustments) {
    long sum = 0;
    for (int i = 0; i < adjustments.size(); i++) {
      sum += Micros.clamp(adjustments.get(i).micros());
    }
    return sum;
  }

  static long handlingMicros(Warehouse warehouse, long units) {
    return Micros.clamp(warehouse.handlingPerShipmentMicros())
        + Micros.times(warehouse.handlingPerUnitMicros(), units);
  }

  private boolean travelTogether(long[] units) {
    if (!keepsApart) {
      return true;
    }
    for (int i = 0; i < units.length; i++) {
      for (int j = 0; j < i; j++) {
        if (units[i] > 0 && units[j] > 0 && apart[i][j]) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean warehouseAdmits(Warehouse warehouse, Goods goods, Departure departure) {
    return warehouse.capacityMeasure() != CapacityMeasure.UNITS
        || goods.units() <= departure.warehouseFree();
  }

  private static OptionalLong charge(Way way, Goods goods) {
    return TariffCalculator.chargeMicros(
        way.service().tariff(), goods.chargedWeightGrams(way.service().service()));
  }

  private long insuranceMicros(Way way, Goods goods) {
    return insured ? Insurance.premiumMicros(way.service().service(), goods.declaredMicros()) : 0;
  }

  private List<Adjustment> adjustments(Way way) {
    return adjustments(way.warehouse(), way.service());
  }

  private List<Adjustment> adjustments(WarehouseCandidate warehouse, ServiceCandidate service) {
    String carrierId = service.carrier().id();
    String serviceId = service.service().id();
    List<Adjustment> found = new ArrayList<>();
    found.addAll(verdicts.candidates().adjustments(CandidateId.warehouse(warehouse.id())));
    found.addAll(verdicts.candidates().adjustments(CandidateId.service(carrierId, serviceId)));
    found.addAll(
        verdicts
            .candidates()
            .adjustments(CandidateId.option(warehouse.id(), carrierId, serviceId)));
    return found;
  }

  private static long boundMicros(Tariff tariff) {
    long firstMicros = Long.MAX_VALUE;
    List<Tariff.Band> bands = tariff.bands();
    for (int i = 0; i < bands.size(); i++) {
      firstMicros = Math.min(firstMicros, bands.get(i).firstChargeMicros());
    }
    return Micros.clamp(Math.max(tariff.minimumChargeMicros(), firstMicros));
  }

  private static void addUnlessZero(List<CostTerm> terms, String name, Kind kind, long micros) {
    if (micros != 0) {
      terms.add(new CostTerm(name, kind, micros));
    }
  }

  private static boolean[][] apart(List<CandidateLine> lines, List<Separation> separations) {
    boolean[][] apart = new boolean[lines.size()][lines.size()];
    for (Separation separation : separations) {
      for (int i = 0; i < lines.size(); i++) {
        for (int j = 0; j < lines.size(); j++) {
          if (i != j
              && separation.skus().contains(lines.get(i).sku())
              && separation.otherSkus().contains(lines.get(j).sku())) {
            apart[i][j] = true;
            apart[j][i] = true;
          }
        }
      }
    }
    return apart;
  }
}
