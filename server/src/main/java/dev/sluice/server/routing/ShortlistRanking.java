package dev.sluice.server.routing;

import dev.sluice.server.routing.cost.Goods;
import dev.sluice.server.routing.cost.TariffCalculator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Ranks warehouses so that a beginning of the list holds what the best plan needs.
 *
 * <p>Several queues are dealt out in turns: the cheapest by a lower bound on cost, the nearest
 * (rules may price distance), and for each line those that hold it in full or, where nobody does,
 * those that hold most of it. In every queue of whole holders warehouses that fill more of the
 * order go first, so that who fills all of it is never crowded out by who fills little.
 */
final class ShortlistRanking {

  private final List<CandidateLine> lines;

  /**
   * A warehouse with the numbers it is ranked by.
   *
   * @param missing lines it cannot ship in full
   * @param boundMicros what the lines it ships in full cost at least, before rules' preferences;
   *     where there are none, what it has of any line
   */
  private record Ranked(WarehouseCandidate candidate, int missing, long boundMicros) {}

  ShortlistRanking(List<CandidateLine> lines) {
    this.lines = lines;
  }

  List<WarehouseCandidate> rank(List<WarehouseCandidate> able) {
    if (able.size() < 2) {
      return List.copyOf(able);
    }
    List<Ranked> ranked = new ArrayList<>(able.size());
    for (WarehouseCandidate candidate : able) {
      ranked.add(ranked(candidate));
    }
    List<Deque<WarehouseCandidate>> queues = queues(ranked);
    List<WarehouseCandidate> dealt = new ArrayList<>(able.size());
    Set<String> ids = new HashSet<>();
    while (dealt.size() < able.size()) {
      for (Deque<WarehouseCandidate> queue : queues) {
        while (!queue.isEmpty() && !ids.add(queue.element().id())) {
          queue.remove();
        }
        if (!queue.isEmpty()) {
          dealt.add(queue.remove());
        }
      }
    }
    return List.copyOf(dealt);
  }

  private List<Deque<WarehouseCandidate>> queues(List<Ranked> ranked) {
    Comparator<Ranked> missing = Comparator.comparingInt(Ranked::missing);
    Comparator<Ranked> bound = Comparator.comparingLong(Ranked::boundMicros);
    Comparator<Ranked> distance = Comparator.comparingDouble(one -> one.candidate().distanceKm());
    Comparator<Ranked> id = Comparator.comparing(one -> one.candidate().id());
    Comparator<Ranked> cheapest =
        missing.thenComparing(bound).thenComparing(distance).thenComparing(id);
    Comparator<Ranked> nearest =
        missing.thenComparing(distance).thenComparing(bound).thenComparing(id);
    List<Deque<WarehouseCandidate>> queues = new ArrayList<>();
    queues.add(queue(ranked, cheapest));
    queues.add(queue(ranked, nearest));
    for (int i = 0; i < lines.size(); i++) {
      int line = i;
      List<Ranked> holders = new ArrayList<>(ranked.size());
      for (Ranked one : ranked) {
        if (fills(one.candidate(), line)) {
          holders.add(one);
        }
      }
      if (holders.isEmpty()) {
        Comparator<Ranked> most =
            Comparator.comparingLong(one -> -shippable(one.candidate(), line));
        queues.add(queue(ranked, most.thenComparing(cheapest)));
      } else if (lines.size() > 1) {
        queues.add(queue(holders, cheapest));
      }
    }
    return queues;
  }

  private static Deque<WarehouseCandidate> queue(List<Ranked> ranked, Comparator<Ranked> order) {
    List<Ranked> sorted = new ArrayList<>(ranked);
    sorted.sort(order);
    Deque<WarehouseCandidate> queue = new ArrayDeque<>(sorted.size() + 1);
    for (Ranked one : sorted) {
      queue.add(one.candidate());
    }
    return queue;
  }

  private long shippable(WarehouseCandidate candidate, int line) {
    return candidate.shipsSome(line, lines.get(line)) ? candidate.lines().get(line).units() : 0;
  }

  private boolean fills(WarehouseCandidate candidate, int line) {
    return candidate.holdsWhole(line, lines.get(line))
        && candidate.shipsSome(line, lines.get(line));
  }

  private Ranked ranked(WarehouseCandidate candidate) {
    int missing = 0;
    for (int i = 0; i < lines.size(); i++) {
      missing += fills(candidate, i) ? 0 : 1;
    }
    boolean wholeLinesOnly = missing < lines.size();
    boolean[] counts = new boolean[lines.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = !wholeLinesOnly || fills(candidate, i);
    }
    long bound = Long.MAX_VALUE;
    for (int i = 0; i < candidate.services().size(); i++) {
      bound = Math.min(bound, boundMicros(candidate, candidate.services().get(i), counts));
    }
    return new Ranked(candidate, missing, bound);
  }

  private long boundMicros(
      WarehouseCandidate candidate, ServiceCandidate service, boolean[] counts) {
    long[] units = new long[counts.length];
    long timeMicros = 0;
    for (int i = 0; i < units.length; i++) {
      CandidateLine line = lines.get(i);
      if (counts[i] && service.carries(i, line)) {
        units[i] = candidate.lines().get(i).units();
      }
      if (units[i] > 0) {
        timeMicros = Math.max(timeMicros, service.departure(line).micros(1));
      }
    }
    Goods goods = CandidateLine.goods(lines, units);
    if (goods.units() == 0) {
      return Long.MAX_VALUE;
    }
    OptionalLong charge =
        TariffCalculator.chargeMicros(
            service.tariff(), goods.chargedWeightGrams(service.service()));
    return charge.orElse(service.tariff().minimumChargeMicros())
        + goods.handlingMicros(candidate.warehouse())
        + timeMicros;
  }
}
