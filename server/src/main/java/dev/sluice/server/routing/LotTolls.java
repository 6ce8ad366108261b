package dev.sluice.server.routing;

import dev.sluice.server.routing.cost.Micros;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a line pays where it breaks the largest lot of its SKU although another warehouse could ship
 * it: the next line as large as that lot would have to be divided, and costs a parcel more.
 *
 * <p>With {@code l} units in the largest lot now, and {@code l'} once the line's units are gone
 * from a warehouse, they pay there {@code PART x parcel x (1 - l'/l)}, less what they would pay
 * where that is least: nobody pays for what he cannot help. Lots are those of the shortlist.
 */
final class LotTolls {

  /** The part of a parcel that a broken lot costs: the next line may be smaller. */
  private static final double PART = 0.5;

  private final DecisionInput input;
  private final List<CandidateLine> lines;
  private final double partMicros;
  private final List<Lots> lotsByLine = new ArrayList<>();

  /**
   * Of a line's SKU.
   *
   * @param least part of the largest lot that the line breaks where it breaks least, 0 to 1
   */
  private record Lots(long largest, long second, double least) {

    /** What part of the largest lot is gone when so many units are taken from this one. */
    double broken(long lot, long units) {
      long others = lot == largest ? second : largest;
      return (double) (largest - Math.max(others, lot - units)) / largest;
    }
  }

  LotTolls(DecisionInput input, List<CandidateLine> lines, List<WarehouseCandidate> shortlist) {
    this.input = input;
    this.lines = lines;
    this.partMicros = PART * input.tolls().parcelMicros();
    for (int i = 0; areDue() && i < lines.size(); i++) {
      lotsByLine.add(lots(i, shortlist));
    }
  }

  /** Whether any line may pay. */
  boolean areDue() {
    return partMicros > 0;
  }

  /** What each unit of a line pays at that warehouse, if all of the line goes from there. */
  long unitMicros(WarehouseCandidate warehouse, int line) {
    if (!areDue() || !warehouse.holdsWhole(line, lines.get(line))) {
      return 0;
    }
    Lots lots = lotsByLine.get(line);
    long units = lines.get(line).quantity();
    double broken = lots.broken(lot(warehouse, line), units) - lots.least;
    return Micros.clamp(Math.round(partMicros * broken / units));
  }

  /** By line what each unit pays there for that and, where it is not empty, for other things. */
  long[] plus(long[] unitMicros, WarehouseCandidate warehouse) {
    long[] sums = Arrays.copyOf(unitMicros, lines.size());
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Micros.clamp(sums[i] + unitMicros(warehouse, i));
    }
    return sums;
  }

  /** What so many units by line pay there together. */
  long micros(WarehouseCandidate warehouse, long[] units) {
    long micros = 0;
    for (int i = 0; areDue() && i < units.length; i++) {
      micros += Micros.times(unitMicros(warehouse, i), units[i]);
    }
    return Micros.clamp(micros);
  }

  private Lots lots(int line, List<WarehouseCandidate> shortlist) {
    long largest = 0;
    long second = 0;
    for (WarehouseCandidate warehouse : shortlist) {
      long lot = lot(warehouse, line);
      second = Math.max(second, Math.min(largest, lot));
      largest = Math.max(largest, lot);
    }
    Lots lots = new Lots(largest, second, 0);
    double least = 1;
    for (WarehouseCandidate warehouse : shortlist) {
      if (warehouse.holdsWhole(line, lines.get(line))) {
        long units = lines.get(line).quantity();
        least = Math.min(least, lots.broken(lot(warehouse, line), units));
      }
    }
    return new Lots(largest, second, least);
  }

  /** All that is there for such orders; nothing where it cannot leave. */
  private long lot(WarehouseCandidate warehouse, int line) {
    return warehouse.lines().get(line).units() == 0
        ? 0
        : input.stock().availableToPromise(warehouse.id(), lines.get(line).sku());
  }
}
