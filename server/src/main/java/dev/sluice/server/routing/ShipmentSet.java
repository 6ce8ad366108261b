package dev.sluice.server.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * One or two shipments in the making: which units of which bundles are in which, what is missed.
 */
final class ShipmentSet {

  /**
   * What of a bundle goes into the first and the second shipment.
   *
   * @param units of the bundle's first line, in the first shipment
   * @param otherUnits in the second one
   */
  record Choice(long units, long otherUnits) {

    static final Choice MISS = new Choice(0, 0);

    long total() {
      return units + otherUnits;
    }
  }

  private static final int NO_WAREHOUSE = -1;

  private final SearchSpace space;
  private final int warehouse;
  private final int otherWarehouse;
  private final List<List<Choice>> choices = new ArrayList<>();
  private final List<List<Choice>> choicesOrMiss = new ArrayList<>();
  private final long[] units;
  private final long[] otherUnits;
  private int missedLines;
  private long missedUnits;
  private long missedMicros;

  private ShipmentSet(SearchSpace space, int warehouse, int otherWarehouse) {
    this.space = space;
    this.warehouse = warehouse;
    this.otherWarehouse = otherWarehouse;
    this.units = new long[space.lines().size()];
    this.otherUnits = new long[space.lines().size()];
    for (Bundle bundle : space.bundles()) {
      List<Choice> shipping = shipping(bundle);
      choices.add(shipping.isEmpty() ? List.of(Choice.MISS) : fullest(shipping));
      List<Choice> orMiss = new ArrayList<>(shipping);
      orMiss.add(Choice.MISS);
      choicesOrMiss.add(orMiss);
    }
  }

  static ShipmentSet single(SearchSpace space, int warehouse) {
    return new ShipmentSet(space, warehouse, NO_WAREHOUSE);
  }

  static ShipmentSet pair(SearchSpace space, int warehouse, int otherWarehouse) {
    return new ShipmentSet(space, warehouse, otherWarehouse);
  }

  boolean isPair() {
    return otherWarehouse != NO_WAREHOUSE;
  }

  int warehouse() {
    return warehouse;
  }

  int otherWarehouse() {
    return otherWarehouse;
  }

  Load load() {
    return new Load(units);
  }

  Load otherLoad() {
    return new Load(otherUnits);
  }

  int missedLines() {
    return missedLines;
  }

  long missedUnits() {
    return missedUnits;
  }

  long missedMicros() {
    return missedMicros;
  }

  /** What may become of a bundle: as much of it as can ship, or also less. */
  List<Choice> choices(int bundle, boolean mayMiss) {
    return (mayMiss ? choicesOrMiss : choices).get(bundle);
  }

  /** How many ways there are to choose for all bundles, clamped at the largest long. */
  long assignments(boolean mayMiss) {
    long product = 1;
    for (int bundle = 0; bundle < choices.size(); bundle++) {
      product = Micros.timesSaturated(product, choices(bundle, mayMiss).size());
    }
    return product;
  }

  void put(int bundle, Choice choice) {
    apply(space.bundles().get(bundle), choice, 1);
  }

  /** Undoes {@link #put} of the same choice. */
  void take(int bundle, Choice choice) {
    apply(space.bundles().get(bundle), choice, -1);
  }

  private void apply(Bundle bundle, Choice choice, int sign) {
    List<Integer> lines = bundle.lines();
    for (int i = 0; i < lines.size(); i++) {
      int line = lines.get(i);
      long quantity = space.lines().get(line).quantity();
      long here = bundle.divisible() || choice.units() == 0 ? choice.units() : quantity;
      long there = bundle.divisible() || choice.otherUnits() == 0 ? choice.otherUnits() : quantity;
      long missed = quantity - here - there;
      units[line] += sign * here;
      otherUnits[line] += sign * there;
      missedLines += missed > 0 ? sign : 0;
      missedUnits += sign * missed;
      if (i == 0) {
        missedMicros += sign * space.missedMicros(bundle, missed);
      }
    }
  }

  private List<Choice> shipping(Bundle bundle) {
    long here = space.takes(warehouse, bundle);
    long there = isPair() ? space.takes(otherWarehouse, bundle) : 0;
    List<Choice> shipping = new ArrayList<>(4);
    if (bundle.divisible() && warehouse != otherWarehouse) {
      long quantity = space.lines().get(bundle.lines().get(0)).quantity();
      add(shipping, new Choice(here, Math.min(there, quantity - here)));
      add(shipping, new Choice(Math.min(here, quantity - there), there));
    }
    add(shipping, new Choice(here, 0));
    add(shipping, new Choice(0, there));
    return shipping;
  }

  private static List<Choice> fullest(List<Choice> choices) {
    long most = 0;
    for (Choice choice : choices) {
      most = Math.max(most, choice.total());
    }
    List<Choice> fullest = new ArrayList<>(choices.size());
    for (Choice choice : choices) {
      if (choice.total() == most) {
        fullest.add(choice);
      }
    }
    return fullest;
  }

  private static void add(List<Choice> choices, Choice choice) {
    if (!choice.equals(Choice.MISS) && !choices.contains(choice)) {
      choices.add(choice);
    }
  }
}
