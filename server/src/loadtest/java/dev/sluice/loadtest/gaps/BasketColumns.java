package dev.sluice.loadtest.gaps;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import dev.sluice.loadtest.gaps.BasketData.Basket;
import dev.sluice.loadtest.gaps.BasketData.Wish;
import dev.sluice.loadtest.gaps.BasketOutcome.Part;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The linear program that mixes whole plans of all baskets, known before, by columns (Dantzig and
 * Wolfe 1960): at the prices so far every basket says which plan it would like best, until none is
 * better than those that are known. Much tighter than a program that says which parcels there are,
 * since no plan uses half a parcel.
 */
final class BasketColumns {

  private static final double TINY_FEN = 1e-5;
  private static final double TINY = 1e-6;

  /** The part of a plan in the program's mix from which on it is settled at once. */
  private static final double SURE = 0.999;

  private static final int FEWEST_A_DIVE = 10;
  private static final int ROUNDS_A_DIVE = 3;

  /** The part of the best prices so far in those that are asked with (Wentges 1997). */
  private static final double SMOOTHING = 0.7;

  static {
    Loader.loadNativeLibraries();
  }

  private final BasketInstance instance;
  private final List<List<Integer>> sets;
  private final MPSolver solver = MPSolver.createSolver("GLOP");
  private final MPConstraint[] parcelRows;
  private final Map<String, Map<Integer, MPConstraint>> stockRows = new HashMap<>();
  private final List<MPConstraint> basketRows = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private final List<MPVariable> parts = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final Set<Integer> settled = new HashSet<>();

  /** Of the baskets that are settled. */
  private final BasketOutcome outcome;

  private double boundFen = Double.NEGATIVE_INFINITY;

  /** A whole plan of a basket: one parcel from each of the warehouses. */
  record Column(int basket, long fen, List<Integer> warehouses, List<Part> parts) {}

  /** In fen, of a parcel by warehouse, and of a unit by SKU and warehouse. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Duals(double[] parcels, Map<String, double[]> units) {

    double ofUnit(String sku, int warehouse) {
      double[] ofSku = units.get(sku);
      return ofSku == null ? 0 : ofSku[warehouse];
    }

    /** Between these and others. */
    Duals towards(Duals other, double part) {
      double[] ofParcels = new double[parcels.length];
      for (int w = 0; w < ofParcels.length; w++) {
        ofParcels[w] = (1 - part) * parcels[w] + part * other.parcels[w];
      }
      Map<String, double[]> ofUnits = new HashMap<>();
      Set<String> skus = new HashSet<>(units.keySet());
      skus.addAll(other.units.keySet());
      for (String sku : skus) {
        double[] ofSku = new double[ofParcels.length];
        for (int w = 0; w < ofSku.length; w++) {
          ofSku[w] = (1 - part) * ofUnit(sku, w) + part * other.ofUnit(sku, w);
        }
        ofUnits.put(sku, ofSku);
      }
      return new Duals(ofParcels, ofUnits);
    }
  }

  BasketColumns(BasketInstance instance) {
    this.instance = instance;
    this.sets = SimpleBaskets.sets(instance);
    this.outcome = new BasketOutcome(instance);
    int warehouses = instance.warehouses().size();
    parcelRows = new MPConstraint[warehouses];
    for (int w = 0; w < warehouses; w++) {
      parcelRows[w] =
          solver.makeConstraint(Double.NEGATIVE_INFINITY, (double) instance.parcels()[w]);
    }
    instance
        .stock()
        .forEach(
            (sku, units) -> {
              Map<Integer, MPConstraint> rows = new HashMap<>();
              for (int w = 0; w < warehouses; w++) {
                if (units[w] > 0) {
                  rows.put(w, solver.makeConstraint(Double.NEGATIVE_INFINITY, (double) units[w]));
                }
              }
              stockRows.put(sku, rows);
            });
    solver.objective().setMinimization();
    for (int i = 0; i < instance.baskets().size(); i++) {
      MPConstraint row = solver.makeConstraint(1, 1);
      MPVariable loses = solver.makeNumVar(0, 1, "");
      solver.objective().setCoefficient(loses, BasketInstance.LOST_FEN);
      row.setCoefficient(loses, 1);
      basketRows.add(row);
    }
  }

  /** Plans that somebody found. */
  void add(BasketOutcome outcome) {
    for (int i = 0; i < instance.baskets().size(); i++) {
      List<Part> parts = outcome.plan(instance.baskets().get(i));
      if (!parts.isEmpty()) {
        add(column(i, parts));
      }
    }
  }

  /** Nobody could have less, with what lost baskets cost. */
  double boundFen() {
    return boundFen;
  }

  /** Adds plans until the program is solved, or so many seconds of CPU. */
  void solve(double seconds) {
    long begin = cpuNanos();
    Optional<Duals> best = Optional.empty();
    boolean better = true;
    while (better && cpuNanos() - begin < seconds * 1e9) {
      double[] ofBaskets = solveOnce();
      Duals exact = duals();
      // Asked between the best prices so far and the exact ones first: the latter jump about.
      better = false;
      if (best.isPresent()) {
        Duals between = exact.towards(best.get(), SMOOTHING);
        double before = boundFen;
        better = ask(between, exact, ofBaskets);
        best = boundFen > before ? Optional.of(between) : best;
      }
      if (!better) {
        double before = boundFen;
        better = ask(exact, exact, ofBaskets);
        best = boundFen > before ? Optional.of(exact) : best;
      }
    }
  }

  /**
   * Settles the baskets whose plans the program is surest of, a few at a time, and solves it again
   * for the others with what is left, until all are (diving; Joncour et al. 2010).
   *
   * @param seconds of CPU after which no plans are added any more
   */
  BasketOutcome settle(double seconds) {
    long begin = cpuNanos();
    while (settled.size() < instance.baskets().size()) {
      double[] ofBaskets = solveOnce();
      Duals exact = duals();
      for (int round = 0;
          round < ROUNDS_A_DIVE
              && cpuNanos() - begin < seconds * 1e9
              && ask(exact, exact, ofBaskets);
          round++) {
        ofBaskets = solveOnce();
        exact = duals();
      }
      settleSurest();
    }
    return outcome;
  }

  /** What is found must not depend on what else the machine does. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void settleSurest() {
    List<Integer> surest = new ArrayList<>();
    double[] values = new double[columns.size()];
    for (int c = 0; c < values.length; c++) {
      values[c] = parts.get(c).solutionValue();
      if (values[c] > TINY && !settled.contains(columns.get(c).basket)) {
        surest.add(c);
      }
    }
    if (surest.isEmpty()) {
      loseTheOthers();
      return;
    }
    surest.sort(Comparator.comparingDouble(c -> -values[c]));
    int count = 0;
    for (int c : surest) {
      if (count >= FEWEST_A_DIVE && values[c] < SURE) {
        break;
      }
      Column column = columns.get(c);
      if (!settled.contains(column.basket) && fits(column)) {
        settled.add(column.basket);
        outcome.serve(instance.baskets().get(column.basket), column.parts);
        parts.get(c).setLb(1);
        count++;
      }
    }
    // Half of a plan may fit where the whole does not.
    for (int c = 0; c < values.length; c++) {
      if (!settled.contains(columns.get(c).basket) && !fits(columns.get(c))) {
        parts.get(c).setUb(0);
      }
    }
  }

  private void loseTheOthers() {
    for (int i = 0; i < instance.baskets().size(); i++) {
      if (settled.add(i)) {
        outcome.lose(i);
      }
    }
  }

  private boolean fits(Column column) {
    return column.warehouses.stream().allMatch(outcome::packs)
        && column.parts.stream()
            .allMatch(part -> outcome.left(part.sku())[part.warehouse()] >= part.units());
  }

  /** What each basket costs at the program's prices. */
  private double[] solveOnce() {
    MPSolver.ResultStatus status = solver.solve();
    if (status != MPSolver.ResultStatus.OPTIMAL) {
      throw new IllegalStateException("The program of all plans is " + status);
    }
    return basketRows.stream().mapToDouble(MPConstraint::dualValue).toArray();
  }

  private Duals duals() {
    double[] parcels = new double[parcelRows.length];
    for (int w = 0; w < parcels.length; w++) {
      parcels[w] = Math.max(0, -parcelRows[w].dualValue());
    }
    Map<String, double[]> units = new HashMap<>();
    stockRows.forEach(
        (sku, rows) -> {
          double[] ofSku = new double[parcels.length];
          rows.forEach((w, row) -> ofSku[w] = Math.max(0, -row.dualValue()));
          units.put(sku, ofSku);
        });
    return new Duals(parcels, units);
  }

  /**
   * Asks every basket for its best plan at some prices, and raises the bound by what all of them
   * pay (Geoffrion 1974).
   *
   * @param exact the program's own prices, at which a plan must save something to be added
   * @return whether any plan was added
   */
  private boolean ask(Duals asked, Duals exact, double[] ofBaskets) {
    double bound = 0;
    for (int w = 0; w < asked.parcels.length; w++) {
      bound -= asked.parcels[w] * instance.parcels()[w];
    }
    for (Map.Entry<String, long[]> units : instance.stock().entrySet()) {
      for (int w = 0; w < asked.parcels.length; w++) {
        bound -= asked.ofUnit(units.getKey(), w) * units.getValue()[w];
      }
    }
    int before = columns.size();
    for (int i = 0; i < instance.baskets().size(); i++) {
      if (settled.contains(i)) {
        continue;
      }
      Optional<Column> best = best(i, asked);
      bound += best.map(column -> costFen(column, asked)).orElse((double) BasketInstance.LOST_FEN);
      if (best.isPresent() && costFen(best.get(), exact) < ofBaskets[i] - TINY_FEN) {
        add(best.get());
      }
    }
    boundFen = settled.isEmpty() ? Math.max(boundFen, bound) : boundFen;
    return columns.size() > before;
  }

  private Optional<Column> best(int number, Duals duals) {
    Basket basket = instance.baskets().get(number);
    Optional<Column> best = Optional.empty();
    double least = BasketInstance.LOST_FEN;
    for (List<Integer> set : sets) {
      double fen = 0;
      for (int w : set) {
        fen += instance.fen(w, basket.place()) + duals.parcels[w];
      }
      Optional<Column> column = fen < least ? filled(number, set, duals) : Optional.<Column>empty();
      if (column.isPresent() && costFen(column.get(), duals) < least) {
        least = costFen(column.get(), duals);
        best = column;
      }
    }
    return best;
  }

  /** Each unit from where it is cheapest. */
  private Optional<Column> filled(int number, List<Integer> set, Duals duals) {
    List<Part> parts = new ArrayList<>();
    for (Wish wish : instance.baskets().get(number).wishes()) {
      long[] units = outcome.left(wish.sku());
      List<Integer> cheapest = new ArrayList<>(set);
      cheapest.sort(
          Comparator.<Integer>comparingDouble(w -> duals.ofUnit(wish.sku(), w))
              .thenComparingLong(w -> -units[w]));
      long missing = wish.units();
      for (int w : cheapest) {
        long taken = Math.min(missing, units[w]);
        if (taken > 0) {
          parts.add(new Part(w, wish.sku(), taken));
          missing -= taken;
        }
      }
      if (missing > 0) {
        return Optional.empty();
      }
    }
    return Optional.of(column(number, parts));
  }

  private Column column(int number, List<Part> parts) {
    Basket basket = instance.baskets().get(number);
    List<Integer> warehouses = parts.stream().map(Part::warehouse).distinct().sorted().toList();
    long fen = warehouses.stream().mapToLong(w -> instance.fen(w, basket.place())).sum();
    return new Column(number, fen, warehouses, inOrder(parts));
  }

  private static List<Part> inOrder(List<Part> parts) {
    return parts.stream()
        .sorted(Comparator.comparing(Part::sku).thenComparingInt(Part::warehouse))
        .toList();
  }

  private static double costFen(Column column, Duals duals) {
    double fen = column.fen;
    for (int w : column.warehouses) {
      fen += duals.parcels[w];
    }
    for (Part part : column.parts) {
      fen += part.units() * duals.ofUnit(part.sku(), part.warehouse());
    }
    return fen;
  }

  private void add(Column column) {
    if (!known.add(column.basket + " " + column.parts)) {
      return;
    }
    MPVariable part = solver.makeNumVar(0, Double.POSITIVE_INFINITY, "");
    columns.add(column);
    parts.add(part);
    solver.objective().setCoefficient(part, (double) column.fen);
    basketRows.get(column.basket).setCoefficient(part, 1);
    for (int w : column.warehouses) {
      parcelRows[w].setCoefficient(part, 1);
    }
    for (Part one : column.parts) {
      MPConstraint row = stockRows.getOrDefault(one.sku(), Map.of()).get(one.warehouse());
      if (row == null) {
        throw new IllegalArgumentException("No stock for " + one);
      }
      row.setCoefficient(part, (double) one.units());
    }
  }
}
