package dev.sluice.server.routing;

import dev.sluice.rules.CandidateId;
import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.CandidateVerdicts.Adjustment;
import dev.sluice.rules.CandidateVerdicts.Rejection;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.Spoken;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Warehouse;
import dev.sluice.server.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks the decision's rule set, in the facts that rules know, about an order and its candidates.
 */
public final class PolicyEvaluator {

  private final AtomicReference<@Nullable NetworkTraits> traits = new AtomicReference<>();

  /** What the rules of the order stage say, before anybody looks for candidates. */
  public OrderVerdicts judgeOrder(DecisionInput input, OrderFacts facts) {
    return input.rules().judgeOrder(facts.order(), facts.lines(), input.time());
  }

  /**
   * What the rules of the candidate stage say about the shortlist. While some line has nobody left
   * in it, the next batch of the ranked joins, until there are no more.
   */
  public Verdicts judgeCandidates(
      DecisionInput input, OrderFacts facts, Candidates candidates, OrderVerdicts orderVerdicts) {
    List<WarehouseCandidate> shortlist = new ArrayList<>();
    CandidateVerdicts verdicts = CandidateVerdicts.none();
    for (int n = 0; !candidates.batch(n).isEmpty(); n++) {
      List<WarehouseCandidate> batch = candidates.batch(n);
      shortlist.addAll(batch);
      verdicts = merged(verdicts, judge(input, candidates, facts, batch));
      if (everyLineHasSomebody(candidates, shortlist, verdicts, n)) {
        break;
      }
    }
    return new Verdicts(orderVerdicts, verdicts, List.copyOf(shortlist));
  }

  /** Why rules keep a line off a way, if they do: the whole order's rejections go first. */
  static boolean rejects(
      CandidateVerdicts verdicts, String sku, String warehouseId, ServiceCandidate service) {
    return findRejection(verdicts, sku, warehouseId, service) != null;
  }

  /** The rejection that keeps a line off a way; null when none does. */
  static @Nullable Rejection findRejection(
      CandidateVerdicts verdicts, String sku, String warehouseId, ServiceCandidate service) {
    if (verdicts.rejections().isEmpty()) {
      return null;
    }
    CandidateId warehouse = CandidateId.warehouse(warehouseId);
    CandidateId carrier = CandidateId.service(service.carrier().id(), service.service().id());
    @Nullable Rejection found =
        first(verdicts.findRejection(warehouse), verdicts.findRejection(carrier));
    if (found == null && verdicts.concernsOptions()) {
      found = verdicts.findRejection(option(warehouseId, service)).orElse(null);
    }
    if (found == null) {
      found = first(verdicts.findRejection(sku, warehouse), verdicts.findRejection(sku, carrier));
    }
    if (found == null && verdicts.concernsOptions()) {
      found = verdicts.findRejection(sku, option(warehouseId, service)).orElse(null);
    }
    return found;
  }

  private static CandidateId option(String warehouseId, ServiceCandidate service) {
    return CandidateId.option(warehouseId, service.carrier().id(), service.service().id());
  }

  private static @Nullable Rejection first(Optional<Rejection> one, Optional<Rejection> other) {
    return one.isPresent() ? one.get() : other.orElse(null);
  }

  private CandidateVerdicts judge(
      DecisionInput input,
      Candidates candidates,
      OrderFacts facts,
      List<WarehouseCandidate> batch) {
    CandidateFacts candidateFacts =
        new CandidateFacts(input, traits(input.view().network()), candidates.lines());
    boolean usesOptions = input.rules().usesOptions();
    @Nullable Carrier[] carriers = new Carrier[input.view().network().carrierServices().size()];
    List<Warehouse> warehouses = new ArrayList<>(batch.size());
    List<Option> options = new ArrayList<>();
    for (WarehouseCandidate candidate : batch) {
      Warehouse warehouse = candidateFacts.warehouse(candidate);
      warehouses.add(warehouse);
      for (int i = 0; i < candidate.services().size(); i++) {
        ServiceCandidate service = candidate.services().get(i);
        if (service.rejections().isEmpty()) {
          int rank = service.applied().serviceRank();
          @Nullable Carrier carrier = carriers[rank];
          if (carrier == null) {
            carrier = candidateFacts.carrier(service);
            carriers[rank] = carrier;
          }
          if (usesOptions) {
            options.add(candidateFacts.option(candidate, warehouse, service, carrier));
          }
        }
      }
    }
    return input
        .rules()
        .judgeCandidates(
            facts.order(), facts.lines(), warehouses, known(carriers), options, input.time());
  }

  private static List<Carrier> known(@Nullable Carrier[] byRank) {
    List<Carrier> known = new ArrayList<>(byRank.length);
    for (@Nullable Carrier carrier : byRank) {
      if (carrier != null) {
        known.add(carrier);
      }
    }
    return known;
  }

  /** A decision that is replayed on an older network has its own worked out, and no harm done. */
  private NetworkTraits traits(Network network) {
    @Nullable NetworkTraits known = traits.get();
    if (known == null || !known.isOf(network)) {
      known = new NetworkTraits(network);
      traits.set(known);
    }
    return known;
  }

  private static boolean everyLineHasSomebody(
      Candidates candidates,
      List<WarehouseCandidate> shortlist,
      CandidateVerdicts verdicts,
      int lastBatch) {
    for (int i = 0; i < candidates.lines().size(); i++) {
      if (!hasSomebody(candidates, shortlist, verdicts, i)
          && hasMore(candidates, i, (lastBatch + 1) * candidates.batchSize())) {
        return false;
      }
    }
    return true;
  }

  /** Whether somebody of the shortlist may still ship some of the line. */
  static boolean hasSomebody(Candidates candidates, Verdicts verdicts, int lineIndex) {
    return hasSomebody(candidates, verdicts.shortlist(), verdicts.candidates(), lineIndex);
  }

  private static boolean hasSomebody(
      Candidates candidates,
      List<WarehouseCandidate> shortlist,
      CandidateVerdicts verdicts,
      int lineIndex) {
    CandidateLine line = candidates.lines().get(lineIndex);
    for (WarehouseCandidate warehouse : shortlist) {
      if (warehouse.lines().get(lineIndex).units() > 0) {
        for (int i = 0; i < warehouse.services().size(); i++) {
          ServiceCandidate service = warehouse.services().get(i);
          if (service.carries(lineIndex, line)
              && !rejects(verdicts, line.sku(), warehouse.id(), service)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean hasMore(Candidates candidates, int lineIndex, int from) {
    CandidateLine line = candidates.lines().get(lineIndex);
    for (int i = from; i < candidates.ranked().size(); i++) {
      if (candidates.ranked().get(i).shipsSome(lineIndex, line)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Carriers of an earlier batch are judged again with the next: what is said twice counts once.
   */
  private static CandidateVerdicts merged(CandidateVerdicts one, CandidateVerdicts other) {
    if (one.equals(CandidateVerdicts.none())) {
      return other;
    }
    Set<Rejection> rejections = new LinkedHashSet<>(one.rejections());
    rejections.addAll(other.rejections());
    Set<Adjustment> adjustments = new LinkedHashSet<>(one.adjustments());
    adjustments.addAll(other.adjustments());
    Map<String, Integer> spoken = new LinkedHashMap<>(new TreeMap<>());
    one.spoken().forEach(said -> spoken.merge(said.ruleId(), said.times(), Integer::sum));
    other.spoken().forEach(said -> spoken.merge(said.ruleId(), said.times(), Integer::sum));
    return CandidateVerdicts.of(
        rejections,
        adjustments,
        new TreeMap<>(spoken)
            .entrySet().stream()
                .map(entry -> new Spoken(entry.getKey(), entry.getValue()))
                .toList());
  }
}
