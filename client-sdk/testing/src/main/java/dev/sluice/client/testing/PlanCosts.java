package dev.sluice.client.testing;

import com.google.type.Money;
import dev.sluice.client.Amounts;
import dev.sluice.routing.v1.CostKind;
import dev.sluice.routing.v1.CostTerm;
import dev.sluice.routing.v1.PlanCost;
import dev.sluice.routing.v1.PlannedShipment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what the terms of a plan cost, so that sums are right whatever a route answered. */
final class PlanCosts {

  private PlanCosts() {}

  static PlanCost of(List<PlannedShipment> shipments, List<CostTerm> orderTerms) {
    List<CostTerm> all = new ArrayList<>(orderTerms);
    shipments.forEach(shipment -> all.addAll(shipment.getCostList()));
    Map<CostKind, Map<String, Long>> microsByKind = new TreeMap<>();
    for (CostTerm term : all) {
      microsByKind
          .computeIfAbsent(term.getKind(), kind -> new TreeMap<>())
          .merge(term.getName(), Amounts.toMicros(term.getAmount()), Math::addExact);
    }
    PlanCost.Builder cost =
        PlanCost.newBuilder()
            .setCash(sum(microsByKind, CostKind.COST_KIND_CASH))
            .setPreference(sum(microsByKind, CostKind.COST_KIND_PREFERENCE))
            .setOpportunity(sum(microsByKind, CostKind.COST_KIND_OPPORTUNITY))
            .addAllOrderTerms(orderTerms);
    microsByKind.forEach(
        (kind, micros) ->
            micros.forEach(
                (name, amount) ->
                    cost.addTermsBuilder()
                        .setName(name)
                        .setKind(kind)
                        .setAmount(Amounts.ofMicros(amount))));
    long total = all.stream().mapToLong(term -> Amounts.toMicros(term.getAmount())).sum();
    return cost.setTotal(Amounts.ofMicros(total)).build();
  }

  private static Money sum(Map<CostKind, Map<String, Long>> microsByKind, CostKind kind) {
    return Amounts.ofMicros(
        microsByKind.getOrDefault(kind, Map.of()).values().stream().mapToLong(v -> v).sum());
  }
}
