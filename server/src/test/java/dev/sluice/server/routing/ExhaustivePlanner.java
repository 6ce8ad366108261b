package dev.sluice.server.routing;

import dev.sluice.rules.CandidateVerdicts.Adjustment;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.OrderVerdicts.Separation;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.routing.CarrierStanding.GroupShare;
import dev.sluice.server.routing.search.Departure;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The plainly right twin of the planner: tries every dealing out of lines to every few ways of the
 * shortlist, prices each from scratch, and remembers nothing but the best.
 */
final class ExhaustivePlanner {

  /** What a plan is worth; compared by what is missed first, unless that has its price. */
  record Best(int missedLines, long missedUnits, int yields, long micros) {}

  private record TwinWay(
      WarehouseCandidate warehouse,
      ServiceCandidate service,
      boolean capped,
      List<Long> available) {}

  private final DecisionInput input;
  private final Verdicts verdicts;
  private final OrderVerdicts said;
  private final List<CandidateLine> lines;
  private final TwinTolls tolls;
  private final List<TwinWay> ways = new ArrayList<>();
  private final boolean priced;
  private final int splitLimit;
  private final boolean[] divisible;
  private boolean capsYield;
  private @Nullable Best best;

  ExhaustivePlanner(DecisionInput input, Candidates candidates, Verdicts verdicts, int splitLimit) {
    this.input = input;
    this.verdicts = verdicts;
    this.said = verdicts.order();
    this.lines = candidates.lines();
    this.tolls = new TwinTolls(input, lines, verdicts.shortlist());
    this.splitLimit = splitLimit;
    this.priced = said.shortagePenaltyMicros().isPresent();
    for (WarehouseCandidate warehouse : verdicts.shortlist()) {
      for (ServiceCandidate service : warehouse.services()) {
        List<Long> available = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
          available.add(available(warehouse, i));
        }
        ways.add(new TwinWay(warehouse, service, service.standing().atCap(), available));
      }
    }
    divisible = new boolean[lines.size()];
    for (int i = 0; i < divisible.length; i++) {
      divisible[i] = divisible(i);
    }
  }

  Best best() {
    Best within = search(said.exemptFromShareCap());
    if (within.missedLines() == 0 || said.exemptFromShareCap()) {
      return within;
    }
    Best beyond = search(true);
    boolean fewer =
        beyond.missedLines() < within.missedLines()
            || (beyond.missedLines() == within.missedLines()
                && beyond.missedUnits() < within.missedUnits());
    return fewer ? beyond : within;
  }

  private Best search(boolean mayPassCaps) {
    capsYield = mayPassCaps;
    best = null;
    tryAll(new ArrayList<>(), 0);
    return Objects.requireNonNull(best);
  }

  /** These ways, and these with every further one. */
  private void tryAll(List<TwinWay> chosen, int from) {
    assign(chosen, 0, new long[chosen.size()][lines.size()]);
    if (chosen.size() < Math.min(splitLimit, said.maxShipments().orElse(splitLimit))) {
      for (int i = from; i < ways.size(); i++) {
        chosen.add(ways.get(i));
        tryAll(chosen, i);
        chosen.remove(chosen.size() - 1);
      }
    }
  }

  private void assign(List<TwinWay> chosen, int line, long[][] units) {
    if (line == lines.size()) {
      judge(chosen, units);
      return;
    }
    for (long[] choice : divisible[line] ? divisions(chosen, line) : wholes(chosen, line)) {
      for (int i = 0; i < choice.length; i++) {
        units[i][line] = choice[i];
      }
      assign(chosen, line + 1, units);
    }
  }

  private List<long[]> wholes(List<TwinWay> chosen, int line) {
    List<long[]> choices = new ArrayList<>();
    choices.add(new long[chosen.size()]);
    for (int i = 0; i < chosen.size(); i++) {
      if (chosen.get(i).available().get(line) == lines.get(line).quantity()) {
        long[] choice = new long[chosen.size()];
        choice[i] = lines.get(line).quantity();
        choices.add(choice);
      }
    }
    return choices;
  }

  /** Some shipments give all their warehouse has, at most one other what is left. */
  private List<long[]> divisions(List<TwinWay> chosen, int line) {
    List<long[]> choices = new ArrayList<>();
    int shipments = chosen.size();
    for (int givers = 0; givers < 1 << shipments; givers++) {
      for (int last = -1; last < shipments; last++) {
        long[] choice = new long[shipments];
        long left = lines.get(line).quantity();
        Set<String> used = new HashSet<>();
        boolean sound = last < 0 || (givers >> last & 1) == 0;
        for (int i = 0; i < shipments; i++) {
          long has = chosen.get(i).available().get(line);
          if ((givers >> i & 1) == 1) {
            choice[i] = has;
            left -= has;
          }
          if (i == last || (givers >> i & 1) == 1) {
            sound &= has > 0 && used.add(chosen.get(i).warehouse().id());
          }
        }
        if (last >= 0) {
          choice[last] = left;
          sound &= left > 0 && left < chosen.get(last).available().get(line);
        }
        if (sound && left >= 0) {
          choices.add(choice);
        }
      }
    }
    return choices;
  }

  private void judge(List<TwinWay> chosen, long[][] units) {
    long micros = 0;
    int yields = 0;
    for (int i = 0; i < chosen.size(); i++) {
      if (empty(units[i])) {
        return;
      }
    }
    for (int i = 0; i < chosen.size(); i++) {
      if (!allowed(chosen.get(i), units[i]) || !together(units[i])) {
        return;
      }
      micros += price(chosen.get(i), units[i]) + (i == 0 ? 0 : said.splitCostMicros());
    }
    for (int i = 0; i < chosen.size(); i++) {
      if (!fits(chosen, units, i)) {
        return;
      }
      yields += yields(chosen, i) ? 1 : 0;
    }
    int missedLines = 0;
    long missedUnits = 0;
    for (int line = 0; line < lines.size(); line++) {
      long missed = lines.get(line).quantity();
      for (long[] ofShipment : units) {
        missed -= ofShipment[line];
      }
      missedLines += missed > 0 ? 1 : 0;
      missedUnits += missed;
      if (priced) {
        micros += said.shortagePenaltyMicros().getAsLong() * missed / lines.get(line).quantity();
      }
    }
    if (said.shipWhole() && missedLines > 0 && !chosen.isEmpty()) {
      return;
    }
    keep(new Best(missedLines, missedUnits, yields, micros));
  }

  private void keep(Best found) {
    if (best == null || better(found, best)) {
      best = found;
    }
  }

  private boolean better(Best found, Best old) {
    if (priced) {
      if (found.micros() != old.micros()) {
        return found.micros() < old.micros();
      }
      return found.missedLines() != old.missedLines()
          ? found.missedLines() < old.missedLines()
          : found.missedUnits() < old.missedUnits();
    }
    if (found.missedLines() != old.missedLines()) {
      return found.missedLines() < old.missedLines();
    }
    if (found.missedUnits() != old.missedUnits()) {
      return found.missedUnits() < old.missedUnits();
    }
    return found.yields() != old.yields()
        ? found.yields() < old.yields()
        : found.micros() < old.micros();
  }

  /** Whether the goods may go this way, and, where its carrier is at a cap, by nobody else. */
  private boolean allowed(TwinWay way, long[] units) {
    if (!possible(way, units)) {
      return false;
    }
    if (!way.capped() || said.exemptFromShareCap()) {
      return true;
    }
    return capsYield
        && ways.stream()
            .noneMatch(
                other -> sameWarehouse(other, way) && !other.capped() && possible(other, units));
  }

  private boolean possible(TwinWay way, long[] units) {
    long grams = 0;
    long count = 0;
    for (int i = 0; i < units.length; i++) {
      if (units[i] == 0) {
        continue;
      }
      if (!mayCarry(way.warehouse(), way.service(), i)) {
        return false;
      }
      for (int j = 0; j < units.length; j++) {
        if (j != i && units[j] > 0 && apart(lines.get(i).sku(), lines.get(j).sku())) {
          return false;
        }
      }
      grams += units[i] * lines.get(i).product().weightGrams();
      count += units[i];
    }
    List<Tariff.Band> bands = way.service().tariff().bands();
    return grams <= way.service().service().maxWeightGrams()
        && grams <= bands.get(bands.size() - 1).upToGrams()
        && (way.warehouse().warehouse().capacityMeasure() != CapacityMeasure.UNITS
            || count <= departure(way).warehouseFree());
  }

  private boolean mayCarry(WarehouseCandidate warehouse, ServiceCandidate service, int line) {
    return service.findRejection(line, lines.get(line)).isEmpty()
        && PolicyEvaluator.findRejection(
                verdicts.candidates(), lines.get(line).sku(), warehouse.id(), service)
            == null;
  }

  private long available(WarehouseCandidate warehouse, int line) {
    for (ServiceCandidate service : warehouse.services()) {
      if (mayCarry(warehouse, service, line)) {
        return warehouse.lines().get(line).units();
      }
    }
    return 0;
  }

  private boolean divisible(int line) {
    for (SortedSet<String> group : said.keepTogether()) {
      if (group.contains(lines.get(line).sku())) {
        return false;
      }
    }
    for (WarehouseCandidate warehouse : verdicts.shortlist()) {
      if (available(warehouse, line) >= lines.get(line).quantity()) {
        return false;
      }
    }
    return true;
  }

  /** Whether a shipment holds all of what is kept together, or nothing of it. */
  private boolean together(long[] units) {
    for (SortedSet<String> group : said.keepTogether()) {
      Set<Boolean> shipped = new HashSet<>();
      for (int i = 0; i < units.length; i++) {
        if (group.contains(lines.get(i).sku())) {
          shipped.add(units[i] > 0);
        }
      }
      if (shipped.size() > 1) {
        return false;
      }
    }
    return true;
  }

  private boolean apart(String sku, String otherSku) {
    for (Separation separation : said.keepApart()) {
      if ((separation.skus().contains(sku) && separation.otherSkus().contains(otherSku))
          || (separation.skus().contains(otherSku) && separation.otherSkus().contains(sku))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a shipment and all those it shares something with fit together. */
  private boolean fits(List<TwinWay> chosen, long[][] units, int shipment) {
    TwinWay one = chosen.get(shipment);
    int fromWarehouse = 0;
    long packed = 0;
    int onLane = 0;
    int byCarrier = 0;
    for (int i = 0; i < chosen.size(); i++) {
      TwinWay other = chosen.get(i);
      if (sameWarehouse(one, other)) {
        fromWarehouse++;
        packed += sum(units[i]);
        onLane += sameService(one, other) ? 1 : 0;
      }
      byCarrier += sameCarrier(one, other) ? 1 : 0;
    }
    long taken =
        switch (one.warehouse().warehouse().capacityMeasure()) {
          case ORDERS -> 1;
          case PARCELS -> fromWarehouse;
          case UNITS -> packed;
        };
    int parcels = byCarrier;
    boolean strictlyFull =
        one.service().standing().groups().stream()
            .anyMatch(group -> !group.admits(parcels) && group.cap().orElseThrow().strict());
    return taken <= departure(one).warehouseFree()
        && onLane <= departure(one).laneFree()
        && byCarrier <= departure(one).carrierFree()
        && (byCarrier == 1 || !strictlyFull)
        && (byCarrier == 1 || capsYield || said.exemptFromShareCap() || !full(one, byCarrier));
  }

  /** Whether this shipment's carrier, after those before it, is beyond a cap. */
  private boolean yields(List<TwinWay> chosen, int shipment) {
    int parcels = 0;
    for (int i = 0; i <= shipment; i++) {
      parcels += sameCarrier(chosen.get(i), chosen.get(shipment)) ? 1 : 0;
    }
    return !said.exemptFromShareCap() && full(chosen.get(shipment), parcels);
  }

  private static boolean sameWarehouse(TwinWay one, TwinWay other) {
    return one.warehouse().id().equals(other.warehouse().id());
  }

  private static boolean sameService(TwinWay one, TwinWay other) {
    return one.service().service().id().equals(other.service().service().id());
  }

  private static boolean sameCarrier(TwinWay one, TwinWay other) {
    return one.service().carrier().id().equals(other.service().carrier().id());
  }

  private static boolean full(TwinWay way, int parcels) {
    for (GroupShare group : way.service().standing().groups()) {
      if (!group.admits(parcels)) {
        return true;
      }
    }
    return false;
  }

  private long price(TwinWay way, long[] units) {
    long grams = 0;
    long declared = 0;
    for (int i = 0; i < units.length; i++) {
      grams += units[i] * lines.get(i).product().weightGrams();
      declared += units[i] * lines.get(i).line().unitValueMicros();
    }
    long micros = tariff(way.service().tariff(), grams);
    micros += way.warehouse().warehouse().handlingPerShipmentMicros();
    micros += way.warehouse().warehouse().handlingPerUnitMicros() * sum(units);
    if (said.requiredServices().contains("INSURANCE")) {
      micros += declared * way.service().service().insurancePermille() / 1000;
    }
    for (Adjustment adjustment : verdicts.candidates().adjustments()) {
      micros += concerns(adjustment, way) ? adjustment.micros() : 0;
    }
    long waitMillis = Duration.between(input.time(), departure(way).promiseTime()).toMillis();
    micros += said.valueOfTimeMicrosPerHour() * waitMillis / 3_600_000;
    LocalDate shipDay = departure(way).slot().orElseThrow().shipDay();
    return micros + tolls.micros(way.warehouse(), way.service(), shipDay, units);
  }

  private static long tariff(Tariff tariff, long grams) {
    for (Tariff.Band band : tariff.bands()) {
      if (grams <= band.upToGrams()) {
        long charge = band.firstChargeMicros();
        for (long further = grams - band.firstGrams(); further > 0; further -= band.stepGrams()) {
          charge += band.stepChargeMicros();
        }
        return Math.max(tariff.minimumChargeMicros(), charge);
      }
    }
    throw new IllegalStateException(grams + " g are above the last band");
  }

  private static boolean concerns(Adjustment adjustment, TwinWay way) {
    var id = adjustment.candidate();
    return switch (id.kind()) {
      case WAREHOUSE -> id.warehouseId().equals(way.warehouse().id());
      case SERVICE -> id.serviceId().equals(way.service().service().id());
      case OPTION ->
          id.warehouseId().equals(way.warehouse().id())
              && id.serviceId().equals(way.service().service().id());
    };
  }

  /** Generated orders have no presale lines, so that there is one departure a way. */
  private static Departure departure(TwinWay way) {
    return way.service().departures().get(0);
  }

  private static boolean empty(long[] units) {
    return sum(units) == 0;
  }

  private static long sum(long[] units) {
    long sum = 0;
    for (long count : units) {
      sum += count;
    }
    return sum;
  }
}
