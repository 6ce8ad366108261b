package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.gaps.BrunelData.Choice;
import dev.sluice.loadtest.gaps.BrunelData.Wish;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.prices.ArrivedOrder;
import dev.sluice.server.prices.PriceSettings;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.model.PlannedShipment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Sends the orders of an instance through the router, or deals them out by a simple rule. */
final class BrunelRun {

  private static final Instant BEGIN =
      LocalDate.of(2013, 5, 26).atStartOfDay(BrunelNetwork.ZONE).toInstant();

  /** Results must not depend on what else the machine does. */
  private static final PriceSettings SETTINGS =
      new PriceSettings(PriceSettings.ALL_KINDS, 2_000, Duration.ofMinutes(1));

  /** The last cut-off is a minute before midnight. */
  private static final Duration LENGTH = Duration.ofMinutes(24 * 60 - 5);

  private final BrunelInstance instance;
  private final NetworkData network;
  private final RuleSet rules;

  BrunelRun(BrunelInstance instance, RuleSet rules) {
    this.instance = instance;
    this.network = BrunelNetwork.of(instance);
    this.rules = rules;
  }

  /** The real router, with prices or without. */
  BrunelOutcome route(List<Wish> orders, boolean priced) {
    InMemoryDay day =
        new InMemoryDay(
            network,
            BrunelNetwork.stock(instance),
            rules,
            BrunelNetwork.ZONE,
            BEGIN,
            orders.size(),
            priced,
            SETTINGS,
            PlannerLimits.DEFAULT);
    if (!instance.yesterday().isEmpty()) {
      day.remember(yesterday());
    }
    BrunelOutcome outcome = new BrunelOutcome(instance);
    for (int i = 0; i < orders.size(); i++) {
      Instant time = time(BEGIN, i, orders.size());
      StoredPlan plan = day.route(BrunelNetwork.order(orders.get(i), time), time);
      List<PlannedShipment> shipments = plan.plan().shipments();
      if (shipments.isEmpty()) {
        outcome.miss(orders.get(i));
      } else {
        outcome.serve(orders.get(i), shipments.get(0).warehouseId(), shipments.get(0).carrierId());
      }
    }
    return outcome;
  }

  /** Every order goes the way that is least by this order and still free, if it is worth it. */
  BrunelOutcome dealOut(List<Wish> orders, Comparator<Choice> least) {
    BrunelOutcome outcome = new BrunelOutcome(instance);
    for (Wish wish : orders) {
      Optional<Choice> best =
          instance.data().choices(wish).stream().filter(outcome::isFree).min(least);
      if (best.isPresent() && instance.cost(best.get()) < instance.missed(wish)) {
        outcome.serve(best.get());
      } else {
        outcome.miss(wish);
      }
    }
    return outcome;
  }

  /** Ties by fewer days, then by name. */
  Comparator<Choice> cheapest() {
    return Comparator.comparingDouble(instance::cost)
        .thenComparingInt(Choice::days)
        .thenComparing(Choice::plant)
        .thenComparing(Choice::carrier);
  }

  Comparator<Choice> fastest() {
    return Comparator.comparingInt(Choice::days)
        .thenComparingDouble(instance::cost)
        .thenComparing(Choice::plant)
        .thenComparing(Choice::carrier);
  }

  private List<ArrivedOrder> yesterday() {
    Instant begin = BEGIN.minus(Duration.ofDays(1));
    List<ArrivedOrder> orders = new ArrayList<>();
    for (int i = 0; i < instance.yesterday().size(); i++) {
      Instant time = time(begin, i, instance.yesterday().size());
      orders.add(new ArrivedOrder(BrunelNetwork.order(instance.yesterday().get(i), time), time));
    }
    return orders;
  }

  private static Instant time(Instant begin, int index, int count) {
    return begin.plusMillis(LENGTH.toMillis() * index / count);
  }
}
