package dev.sluice.loadtest.gaps;

import com.google.ortools.Loader;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import dev.sluice.loadtest.gaps.BasketData.Basket;
import dev.sluice.loadtest.gaps.BasketData.Wish;
import dev.sluice.loadtest.gaps.BasketOutcome.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The best that somebody could do who knew all baskets before: an integer program, by OR-Tools. It
 * may divide lines as it likes.
 */
final class BasketHindsight {

  private static final double GAP = 0.01;
  private static final int THREADS = 2;

  static {
    Loader.loadNativeLibraries();
  }

  private final BasketInstance instance;
  private final CpModel model = new CpModel();
  private final LinearExprBuilder cost = LinearExpr.newBuilder();
  private final List<LinearExprBuilder> parcels = new ArrayList<>();
  private final Map<String, LinearExprBuilder> takes = new HashMap<>();
  private final List<Chosen> chosen = new ArrayList<>();

  /** What is decided of a basket: whether it ships, and so many units of a SKU by warehouse. */
  private record Chosen(BoolVar served, Map<String, Map<Integer, IntVar>> units) {}

  /**
   * What was found.
   *
   * @param totalYuan with what lost orders cost
   * @param boundYuan nobody could have less
   */
  record Found(BasketOutcome outcome, double totalYuan, double boundYuan) {

    /** How far it may be from the optimum, of what it costs. */
    double gap() {
      return (totalYuan - boundYuan) / totalYuan;
    }
  }

  private BasketHindsight(BasketInstance instance) {
    this.instance = instance;
  }

  /**
   * Searches until it is within a hundredth of the optimum, or so long.
   *
   * @param begin a way to deal them out, which it betters
   */
  static Found search(BasketInstance instance, BasketOutcome begin, double seconds) {
    return new BasketHindsight(instance).solve(begin, seconds);
  }

  private Found solve(BasketOutcome begin, double seconds) {
    for (int w = 0; w < instance.warehouses().size(); w++) {
      parcels.add(LinearExpr.newBuilder());
    }
    for (Basket basket : instance.baskets()) {
      chosen.add(add(basket, begin.plan(basket)));
    }
    for (int w = 0; w < parcels.size(); w++) {
      model.addLessOrEqual(parcels.get(w), instance.parcels()[w]);
    }
    instance
        .stock()
        .forEach(
            (sku, units) -> {
              for (int w = 0; w < units.length; w++) {
                LinearExprBuilder taken = takes.get(w + " " + sku);
                if (taken != null) {
                  model.addLessOrEqual(taken, units[w]);
                }
              }
            });
    model.minimize(cost);
    CpSolver solver = new CpSolver();
    solver.getParameters().setMaxTimeInSeconds(seconds);
    solver.getParameters().setRelativeGapLimit(GAP);
    solver.getParameters().setNumWorkers(THREADS);
    CpSolverStatus status = solver.solve(model);
    if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
      throw new IllegalStateException("Hindsight of the baskets is " + status);
    }
    return new Found(
        outcome(solver), solver.objectiveValue() / 100, solver.bestObjectiveBound() / 100);
  }

  private Chosen add(Basket basket, List<Part> begin) {
    BoolVar served = model.newBoolVar("");
    model.addHint(served, begin.isEmpty() ? 0 : 1);
    cost.add(BasketInstance.LOST_FEN).addTerm(served, -BasketInstance.LOST_FEN);
    Map<Integer, BoolVar> ships = new TreeMap<>();
    Map<String, Map<Integer, IntVar>> units = new TreeMap<>();
    for (Wish wish : basket.wishes()) {
      LinearExprBuilder all = LinearExpr.newBuilder();
      long[] stock = instance.stock().getOrDefault(wish.sku(), new long[0]);
      Map<Integer, IntVar> ofSku = new TreeMap<>();
      for (int w = 0; w < stock.length; w++) {
        long most = Math.min(wish.units(), stock[w]);
        if (most > 0) {
          int warehouse = w;
          BoolVar parcel = ships.computeIfAbsent(w, unknown -> parcel(basket, warehouse, begin));
          IntVar part = model.newIntVar(0, most, "");
          model.addHint(part, hint(begin, w, wish.sku()));
          model.addLessOrEqual(part, LinearExpr.term(parcel, most));
          all.add(part);
          takes.computeIfAbsent(w + " " + wish.sku(), key -> LinearExpr.newBuilder()).add(part);
          ofSku.put(w, part);
        }
      }
      model.addEquality(all, LinearExpr.term(served, wish.units()));
      units.put(wish.sku(), ofSku);
    }
    LinearExpr count = LinearExpr.sum(ships.values().toArray(new Literal[0]));
    model.addLessOrEqual(count, LinearExpr.term(served, instance.most()));
    return new Chosen(served, units);
  }

  private BoolVar parcel(Basket basket, int warehouse, List<Part> begin) {
    BoolVar parcel = model.newBoolVar("");
    model.addHint(parcel, begin.stream().anyMatch(part -> part.warehouse() == warehouse) ? 1 : 0);
    parcels.get(warehouse).add(parcel);
    cost.addTerm(parcel, instance.fen(warehouse, basket.place()));
    return parcel;
  }

  private static long hint(List<Part> begin, int warehouse, String sku) {
    return begin.stream()
        .filter(part -> part.warehouse() == warehouse && part.sku().equals(sku))
        .mapToLong(Part::units)
        .sum();
  }

  private BasketOutcome outcome(CpSolver solver) {
    BasketOutcome outcome = new BasketOutcome(instance);
    for (int i = 0; i < chosen.size(); i++) {
      if (!solver.booleanValue(chosen.get(i).served)) {
        outcome.lose(i);
        continue;
      }
      List<Part> parts = new ArrayList<>();
      chosen
          .get(i)
          .units
          .forEach(
              (sku, ofSku) ->
                  ofSku.forEach(
                      (warehouse, part) -> {
                        long units = solver.value(part);
                        if (units > 0) {
                          parts.add(new Part(warehouse, sku, units));
                        }
                      }));
      outcome.serve(instance.baskets().get(i), parts);
    }
    return outcome;
  }
}
