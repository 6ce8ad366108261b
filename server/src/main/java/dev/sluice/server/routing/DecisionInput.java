package dev.sluice.server.routing;

import dev.sluice.rules.RuleSet;
import dev.sluice.server.ledger.Admission;
import dev.sluice.server.ledger.ShipmentTakes;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.network.NetworkView;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.stock.StockView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything one decision sees, captured once: equal inputs get equal plans.
 *
 * @param view the network around the destination, at the decision's time
 * @param contenders whom it looks at
 * @param stock positions of the order's SKUs, earmarks already counted for this order
 * @param shares caps, targets and suspensions of carriers by region group
 * @param readLate the counters that were read after a lost race; the views hold them already
 * @param tolls what scarce things cost
 * @param raceLost others were faster every time: the order is answered without a reservation
 */
public record DecisionInput(
    Order order,
    NetworkView view,
    Contenders contenders,
    StockView stock,
    ShareNumbers shares,
    RuleSet rules,
    Tolls tolls,
    List<Counter> readLate,
    boolean raceLost) {

  /** What is seen while the order still has a chance, and nothing costs a toll. */
  DecisionInput(
      Order order,
      NetworkView view,
      Contenders contenders,
      StockView stock,
      ShareNumbers shares,
      RuleSet rules) {
    this(order, view, contenders, stock, shares, rules, Tolls.none(), List.of(), false);
  }

  /** The same where everybody is looked at. */
  public DecisionInput(
      Order order, NetworkView view, StockView stock, ShareNumbers shares, RuleSet rules) {
    this(order, view, Contenders.everybody(order, view.coverage(), stock), stock, shares, rules);
  }

  /** The time the decision is made for. */
  public Instant time() {
    return view.time();
  }

  /** The same question to other rules, whose shares bind. */
  public DecisionInput withPolicy(Policy policy) {
    return new DecisionInput(
        order, view, contenders, stock, policy.shares(), policy.rules(), tolls, readLate, raceLost);
  }

  /** The same question where scarce things cost this. */
  public DecisionInput withTolls(Tolls other) {
    return new DecisionInput(
        order, view, contenders, stock, shares, rules, other, readLate, raceLost);
  }

  /** The same question on a morning on which nobody took anything yet; stock is as it is. */
  DecisionInput beforeTheDay() {
    Map<CounterKey, Counter> untouched = new HashMap<>();
    view.counters()
        .forEach((key, seen) -> untouched.put(key, new Counter(key, seen.capacity(), 0, 0)));
    NetworkView morning = view.with(Map.copyOf(untouched));
    return new DecisionInput(
        order, morning, contenders, stock, shares, rules, tolls, List.of(), false);
  }

  /** The same question when no attempt is left. */
  public DecisionInput withRaceLost() {
    return new DecisionInput(order, view, contenders, stock, shares, rules, tolls, readLate, true);
  }

  /**
   * What is left of the question once shipments took what they need: lines to be planned from what
   * is expected on a day.
   */
  DecisionInput arriving(List<OrderLine> lines, LocalDate day, List<ShipmentTakes> taken) {
    Map<CounterKey, Counter> left = new HashMap<>(view.counters());
    Admission.deltasOf(taken)
        .forEach((key, delta) -> left.computeIfPresent(key, (same, seen) -> seen.plus(delta)));
    StockView goods = stock.arriving(lines.stream().map(OrderLine::sku).toList(), day);
    return new DecisionInput(
        order.withLines(lines),
        view.with(Map.copyOf(left)),
        contenders.arriving(view.coverage(), goods),
        goods,
        shares,
        rules,
        tolls.only(counter -> !counter.isOfStock()),
        List.of(),
        false);
  }

  /**
   * The same question with counters that were read late, for planning again after a lost race.
   *
   * @param before read after earlier races; they still count where nothing else tells, as of later
   *     days than decisions look at by themselves
   * @param fresh read after the latest
   */
  public DecisionInput withLate(Collection<Counter> before, Collection<Counter> fresh) {
    Map<CounterKey, Counter> late = new LinkedHashMap<>();
    for (Counter counter : before) {
      if (!counter.key().isOfStock() && !view.counters().containsKey(counter.key())) {
        late.put(counter.key(), counter);
      }
    }
    fresh.forEach(counter -> late.put(counter.key(), counter));
    return withFresh(late.values());
  }

  /** The same question with counters that were read later, for planning again after a lost race. */
  public DecisionInput withFresh(Collection<Counter> counters) {
    Map<CounterKey, Counter> seen = new HashMap<>(view.counters());
    for (Counter counter : counters) {
      if (!counter.key().isOfStock()) {
        seen.put(counter.key(), counter);
      }
    }
    return new DecisionInput(
        order,
        view.with(Map.copyOf(seen)),
        contenders,
        stock.withFresh(counters),
        shares,
        rules,
        tolls,
        List.copyOf(counters),
        raceLost);
  }
}
