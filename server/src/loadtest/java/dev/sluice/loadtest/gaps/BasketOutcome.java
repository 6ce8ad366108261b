package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.gaps.BasketData.Basket;
import dev.sluice.loadtest.gaps.BasketData.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a day's baskets, whoever chose; keeps the books of stock and parcels, and finds
 * whatever goes beyond them.
 */
final class BasketOutcome {

  private final BasketInstance instance;
  private final Map<String, long[]> stock;
  private final long[] parcels;
  private final List<String> breaches = new ArrayList<>();
  private final List<Integer> lostBaskets = new ArrayList<>();
  private final Map<String, List<Part>> plans = new HashMap<>();
  private long costFen;
  private int served;
  private int shipments;

  /** So many units of a SKU from a warehouse. */
  record Part(int warehouse, String sku, long units) {}

  BasketOutcome(BasketInstance instance) {
    this.instance = instance;
    this.stock = instance.copyOfStock();
    this.parcels = instance.parcels().clone();
  }

  /** What is left of a SKU, by warehouse; not to be written to. */
  long[] left(String sku) {
    return stock.getOrDefault(sku, new long[parcels.length]);
  }

  boolean packs(int warehouse) {
    return parcels[warehouse] > 0;
  }

  /** All of the basket, a parcel from each warehouse that has a part. */
  void serve(Basket basket, List<Part> parts) {
    Map<String, Long> asked = new HashMap<>();
    for (Wish wish : basket.wishes()) {
      asked.put(wish.sku(), wish.units());
    }
    long[] sent = new long[parcels.length];
    for (Part part : parts) {
      asked.merge(part.sku, -part.units, Long::sum);
      sent[part.warehouse]++;
      left(part.sku)[part.warehouse] -= part.units;
      if (left(part.sku)[part.warehouse] < 0) {
        breaches.add("basket " + basket.id() + " gets more of " + part.sku + " than there is");
      }
    }
    if (asked.values().stream().anyMatch(missing -> missing != 0)) {
      breaches.add("basket " + basket.id() + " does not get what it asked for: " + asked);
    }
    int count = 0;
    for (int w = 0; w < sent.length; w++) {
      if (sent[w] > 0) {
        count++;
        costFen += instance.fen(w, basket.place());
        parcels[w]--;
        if (parcels[w] < 0) {
          breaches.add(instance.warehouses().get(w).name() + " packs too much");
        }
      }
    }
    if (count > instance.most()) {
      breaches.add("basket " + basket.id() + " goes in " + count + " parcels");
    }
    plans.put(basket.id(), List.copyOf(parts));
    shipments += count;
    served++;
  }

  /** What a basket got; nothing where it is lost. */
  List<Part> plan(Basket basket) {
    return plans.getOrDefault(basket.id(), List.of());
  }

  void lose(int number) {
    lostBaskets.add(number);
  }

  /** Their numbers, in time order. */
  List<Integer> lostBaskets() {
    return lostBaskets;
  }

  int lost() {
    return lostBaskets.size();
  }

  double costYuan() {
    return costFen / 100.0;
  }

  /** With what the lost orders cost. */
  double totalYuan() {
    return costYuan() + (double) BasketInstance.LOST_YUAN * lost();
  }

  /** Parcels beside the first one of an order. */
  int splits() {
    return shipments - served;
  }

  List<String> breaches() {
    return breaches;
  }
}
