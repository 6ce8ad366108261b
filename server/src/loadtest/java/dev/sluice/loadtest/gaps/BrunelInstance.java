package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.gaps.BrunelData.Choice;
import dev.sluice.loadtest.gaps.BrunelData.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One of the six problems: which orders come, what counts as cost, and what is limited.
 *
 * @param yesterday orders that are known to have come a day before; none in most
 * @param perCarrier most orders of a day for each carrier but the buyer's own
 * @param warehouseCost whether the plant's cost counts beside the freight
 */
record BrunelInstance(
    Name name,
    BrunelData data,
    List<Wish> orders,
    List<Wish> yesterday,
    Map<String, Integer> plantCapacity,
    OptionalInt perCarrier,
    boolean warehouseCost) {

  private static final double MISSED = 1_000_000;
  private static final double MISSED_FREIGHT = 30;
  private static final int CARRIER_CAP = 495;
  private static final int HALF_CARRIER_CAP = 247;

  /**
   * Its letter, with the optimum in hindsight that it is known by, what is aimed at (most percent
   * above the optimum; for E least percent of the value kept), and how many orders are served at
   * least on average.
   */
  enum Name {
    A(1_057_828.44, 0.5, 1653),
    B(4_608.21, 2, 1653),
    C(1_058_526.07, 0.6, 1653),
    D(5_243.75, 3, 1650),
    E(17_571_762.28, 99, 0),
    F(2_594.87, 5, 826);

    final double optimum;
    final double target;
    final int leastServed;

    Name(double optimum, double target, int leastServed) {
      this.optimum = optimum;
      this.target = target;
      this.leastServed = leastServed;
    }
  }

  static BrunelInstance create(Name name, BrunelData data) {
    List<Wish> withChoice =
        data.wishes().stream()
            .filter(
                wish ->
                    data.choices(wish).stream().map(Choice::plant).distinct().limit(2).count() > 1)
            .toList();
    Map<String, Integer> capacity = new TreeMap<>();
    data.plants().forEach((code, plant) -> capacity.put(code, plant.dailyCapacity()));
    return switch (name) {
      case A, B ->
          new BrunelInstance(
              name, data, withChoice, List.of(), capacity, OptionalInt.empty(), name == Name.A);
      case C, D ->
          new BrunelInstance(
              name,
              data,
              withChoice,
              List.of(),
              capacity,
              OptionalInt.of(CARRIER_CAP),
              name == Name.C);
      case E ->
          new BrunelInstance(
              name, data, data.wishes(), List.of(), capacity, OptionalInt.empty(), true);
      case F -> {
        capacity.replaceAll((code, full) -> Math.max(1, full / 2));
        yield new BrunelInstance(
            name,
            data,
            everySecond(withChoice, 1),
            everySecond(withChoice, 0),
            capacity,
            OptionalInt.of(HALF_CARRIER_CAP),
            false);
      }
    };
  }

  double cost(Choice choice) {
    return choice.freight() + (warehouseCost ? choice.warehouseCost() : 0);
  }

  /** What it costs that the order does not ship. */
  double missed(Wish wish) {
    return switch (name) {
      case A, C -> MISSED;
      case B, D, F -> MISSED_FREIGHT;
      case E -> wish.units();
    };
  }

  /** What all orders are worth together: what it costs to ship none of them. */
  double worth() {
    return orders.stream().mapToDouble(this::missed).sum();
  }

  /**
   * By plant or carrier: the most orders of the day; carriers that are not limited are left out.
   */
  Map<String, Integer> limits() {
    Map<String, Integer> limits = new HashMap<>(plantCapacity);
    if (perCarrier.isPresent()) {
      TreeSet<String> carriers = new TreeSet<>();
      data.rates().forEach(rate -> carriers.add(rate.carrier()));
      carriers.forEach(carrier -> limits.put(carrier, perCarrier.getAsInt()));
    }
    return limits;
  }

  private static List<Wish> everySecond(List<Wish> all, int first) {
    List<Wish> some = new ArrayList<>();
    for (int i = first; i < all.size(); i += 2) {
      some.add(all.get(i));
    }
    return some;
  }
}
