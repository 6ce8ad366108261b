package dev.sluice.server.routing;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.CandidateVerdicts.Adjustment;
import dev.sluice.rules.OrderVerdicts.Separation;
import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.network.RegionalCoverage.WarehouseReach;
import dev.sluice.server.routing.cost.Goods;
import dev.sluice.server.routing.cost.Insurance;
import dev.sluice.server.routing.cost.Micros;
import dev.sluice.server.routing.cost.TariffCalculator;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.CostTerm.Kind;
import dev.sluice.server.routing.search.Departure;
import dev.sluice.server.routing.search.KeptApart;
import dev.sluice.server.routing.search.Way;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Says what goods cost on a way, and whether they may go there together at all. */
final class ShipmentPricer {

  private final List<CandidateLine> lines;
  private final Verdicts verdicts;
  private final ShipmentTime time;
  private final TollBooth tolls;
  private final LotTolls lots;
  private final boolean insured;
  private final KeptApart apart;
  private final RegionalCoverage coverage;

  ShipmentPricer(DecisionInput input, Candidates candidates, Verdicts verdicts) {
    this.lines = candidates.lines();
    this.verdicts = verdicts;
    this.time = new ShipmentTime(input, verdicts.order());
    this.tolls = new TollBooth(input);
    this.lots = new LotTolls(input, lines, verdicts.shortlist());
    this.insured = verdicts.order().requiredServices().contains(Insurance.NAME);
    this.coverage = input.view().coverage();
    this.apart = apart(lines, verdicts.order().keepApart());
  }

  /** The sum of {@link #terms}; empty where these goods cannot go this way together. */
  OptionalLong priceMicros(WarehouseCandidate warehouse, ServiceCandidate service, long[] units) {
    long micros =
        apart.allows(units)
            ? way(0, warehouse, 0, service, new BitSet())
                .priceMicros(CandidateLine.goods(lines, units), readyIndex(units))
            : Way.IMPOSSIBLE;
    return micros == Way.IMPOSSIBLE ? OptionalLong.empty() : OptionalLong.of(micros);
  }

  /** The way by which the search knows a service, and the indexes by which this package does. */
  Way way(
      int candidate,
      WarehouseCandidate warehouse,
      int serviceIndex,
      ServiceCandidate service,
      BitSet carries) {
    @Nullable WarehouseReach reach = coverage.findReach(warehouse.id());
    return new Way(
        candidate,
        serviceIndex,
        warehouse.warehouse(),
        service.applied(),
        service.standing(),
        service.departures(),
        carries,
        adjustmentMicros(warehouse, service),
        insured,
        reach == null ? 0 : reach.coverageRank(),
        service.standing().atCap() && !verdicts.order().exemptFromShareCap());
  }

  /** Which lines never share a shipment. */
  KeptApart apart() {
    return apart;
  }

  /** What these goods cost on this way, summand by summand; those of 0 are left out. */
  List<CostTerm> terms(WarehouseCandidate warehouse, ServiceCandidate service, long[] units) {
    Goods goods = CandidateLine.goods(lines, units);
    Departure departure = service.departures().get(readyIndex(units));
    List<CostTerm> terms = new ArrayList<>();
    terms.add(new CostTerm("tariff", Kind.CASH, charge(service, goods).orElseThrow()));
    addUnlessZero(terms, "handling", Kind.CASH, goods.handlingMicros(warehouse.warehouse()));
    addUnlessZero(terms, "insurance", Kind.CASH, insuranceMicros(service, goods));
    for (Adjustment adjustment : adjustments(warehouse, service)) {
      addUnlessZero(terms, adjustment.ruleId(), Kind.PREFERENCE, Micros.clamp(adjustment.micros()));
    }
    addUnlessZero(terms, "valueOfTime", Kind.PREFERENCE, time.valueMicros(departure.promiseTime()));
    addUnlessZero(
        terms,
        "lateness",
        Kind.PREFERENCE,
        time.latenessMicros(departure.slot(), departure.promiseTime()));
    terms.addAll(
        tolls.terms(
            warehouse.warehouse(), service.applied(), service.standing(), departure, lines, units));
    addUnlessZero(terms, "lotToll", Kind.OPPORTUNITY, lots.micros(warehouse, units));
    return List.copyOf(terms);
  }

  /** By line what a unit of its SKU pays at the warehouse; empty where none pays. */
  long[] unitTolls(WarehouseCandidate warehouse) {
    long[] micros = tolls.stockTolls(warehouse.id(), lines);
    return lots.areDue() ? lots.plus(micros, warehouse) : micros;
  }

  /** What each unit of a line pays there for the lot that the whole line breaks. */
  long lotTollMicros(WarehouseCandidate warehouse, int line) {
    return lots.unitMicros(warehouse, line);
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

  long chargedWeightGrams(ServiceCandidate service, long[] units) {
    return CandidateLine.goods(lines, units).chargedWeightGrams(service.service());
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

  private static OptionalLong charge(ServiceCandidate service, Goods goods) {
    return TariffCalculator.chargeMicros(
        service.tariff(), goods.chargedWeightGrams(service.service()));
  }

  private long insuranceMicros(ServiceCandidate service, Goods goods) {
    return insured ? Insurance.premiumMicros(service.service(), goods.declaredMicros()) : 0;
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

  private static void addUnlessZero(List<CostTerm> terms, String name, Kind kind, long micros) {
    if (micros != 0) {
      terms.add(new CostTerm(name, kind, micros));
    }
  }

  private static KeptApart apart(List<CandidateLine> lines, List<Separation> separations) {
    if (separations.isEmpty()) {
      return KeptApart.NOTHING;
    }
    List<BitSet> enemies = new ArrayList<>(lines.size());
    lines.forEach(line -> enemies.add(new BitSet(lines.size())));
    for (Separation separation : separations) {
      for (int i = 0; i < lines.size(); i++) {
        for (int j = 0; j < lines.size(); j++) {
          if (i != j
              && separation.skus().contains(lines.get(i).sku())
              && separation.otherSkus().contains(lines.get(j).sku())) {
            enemies.get(i).set(j);
            enemies.get(j).set(i);
          }
        }
      }
    }
    return new KeptApart(enemies);
  }
}
