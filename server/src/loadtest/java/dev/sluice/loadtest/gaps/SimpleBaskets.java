package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.gaps.BasketData.Basket;
import dev.sluice.loadtest.gaps.BasketData.Wish;
import dev.sluice.loadtest.gaps.BasketOutcome.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Deals baskets out as they come by simple rules that know nothing of other orders. */
final class SimpleBaskets {

  private final BasketInstance instance;
  private final List<List<Integer>> sets;

  SimpleBaskets(BasketInstance instance) {
    this.instance = instance;
    this.sets = sets(instance);
  }

  /** Those that could ship an order together, the smallest first. */
  static List<List<Integer>> sets(BasketInstance instance) {
    List<List<Integer>> sets = new ArrayList<>();
    int warehouses = instance.warehouses().size();
    for (int bits = 1; bits < 1 << warehouses; bits++) {
      if (Integer.bitCount(bits) <= instance.most()) {
        List<Integer> set = new ArrayList<>();
        for (int w = 0; w < warehouses; w++) {
          if ((bits >> w & 1) == 1) {
            set.add(w);
          }
        }
        sets.add(set);
      }
    }
    sets.sort(Comparator.comparingInt(List::size));
    return sets;
  }

  /** By the set of warehouses whose parcels cost least together; ties by fewer parcels. */
  BasketOutcome cheapest() {
    BasketOutcome outcome = new BasketOutcome(instance);
    for (int i = 0; i < instance.baskets().size(); i++) {
      Basket basket = instance.baskets().get(i);
      Optional<List<Part>> best = Optional.empty();
      long leastFen = BasketInstance.LOST_FEN;
      for (List<Integer> set : sets) {
        long fen = set.stream().mapToLong(w -> instance.fen(w, basket.place())).sum();
        if (fen < leastFen && set.stream().allMatch(outcome::packs)) {
          Optional<List<Part>> parts = fill(outcome, basket, set);
          if (parts.isPresent()) {
            best = parts;
            leastFen = fen;
          }
        }
      }
      serve(outcome, i, best);
    }
    return outcome;
  }

  /** All from the nearest that has all; else from the nearest what it has, and so on. */
  BasketOutcome nearest() {
    BasketOutcome outcome = new BasketOutcome(instance);
    for (int i = 0; i < instance.baskets().size(); i++) {
      Basket basket = instance.baskets().get(i);
      List<Integer> nearby = new ArrayList<>();
      for (int w = 0; w < instance.warehouses().size(); w++) {
        if (outcome.packs(w) && hasAny(outcome, basket, w)) {
          nearby.add(w);
        }
      }
      nearby.sort(Comparator.comparingDouble(w -> instance.km(w, basket.place())));
      Optional<List<Part>> parts = Optional.empty();
      for (int w : nearby) {
        if (parts.isEmpty()) {
          parts = fill(outcome, basket, List.of(w));
        }
      }
      for (int count = 2; parts.isEmpty() && count <= nearby.size(); count++) {
        parts = count > instance.most() ? parts : fill(outcome, basket, nearby.subList(0, count));
      }
      serve(outcome, i, parts);
    }
    return outcome;
  }

  private void serve(BasketOutcome outcome, int number, Optional<List<Part>> parts) {
    if (parts.isPresent()) {
      outcome.serve(instance.baskets().get(number), parts.get());
    } else {
      outcome.lose(number);
    }
  }

  private static boolean hasAny(BasketOutcome outcome, Basket basket, int warehouse) {
    return basket.wishes().stream().anyMatch(wish -> outcome.left(wish.sku())[warehouse] > 0);
  }

  /** A line is divided only where none of them has all of it. */
  private static Optional<List<Part>> fill(
      BasketOutcome outcome, Basket basket, List<Integer> set) {
    List<Part> parts = new ArrayList<>();
    for (Wish wish : basket.wishes()) {
      long[] left = outcome.left(wish.sku());
      Optional<Integer> whole = set.stream().filter(w -> left[w] >= wish.units()).findFirst();
      if (whole.isPresent()) {
        parts.add(new Part(whole.get(), wish.sku(), wish.units()));
      } else {
        long missing = wish.units();
        for (int w : set) {
          long units = Math.min(missing, left[w]);
          missing -= units;
          if (units > 0) {
            parts.add(new Part(w, wish.sku(), units));
          }
        }
        if (missing > 0) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(parts);
  }
}
