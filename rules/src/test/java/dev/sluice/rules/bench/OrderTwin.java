package dev.sluice.rules.bench;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.OrderVerdicts.Deferral;
import dev.sluice.rules.OrderVerdicts.Refusal;
import dev.sluice.rules.ShortageAction;
import dev.sluice.rules.Spoken;
import dev.sluice.rules.Statement;
import dev.sluice.rules.Verdict;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The order stage of the shipped catalog, by hand: what a programmer would write instead. */
final class OrderTwin {
  private static final Set<String> PROMISED = Set.of("NEXT_DAY", "SAME_DAY", "HALF_DAY", "HOURLY");

  private final Set<Statement> statements = new TreeSet<>();
  private final OrderVerdicts.Builder verdicts = OrderVerdicts.builder();

  private OrderTwin() {}

  static OrderVerdicts judge(Order order, List<Line> lines) {
    var twin = new OrderTwin();
    twin.priority(order.tier());
    twin.time(order);
    twin.shortage(order, lines);
    twin.services(order);
    twin.splitting(order);
    SortedMap<String, Integer> times = new TreeMap<>();
    twin.statements.forEach(one -> times.merge(one.ruleId(), 1, Integer::sum));
    List<Spoken> spoken = new ArrayList<>();
    times.forEach((ruleId, count) -> spoken.add(new Spoken(ruleId, count)));
    return twin.verdicts.statements(List.copyOf(twin.statements)).spoken(spoken).build();
  }

  private void says(String ruleId, Verdict verdict, String subject, long amount, String reason) {
    statements.add(new Statement(ruleId, verdict, subject, amount, reason));
  }

  private void priority(String tier) {
    switch (tier) {
      case "VIP" -> priority("INT-010", 100);
      case "GOLD" -> priority("INT-011", 50);
      case "SILVER" -> priority("INT-012", 20);
      default -> {}
    }
  }

  private void priority(String ruleId, int priority) {
    says(ruleId, Verdict.PRIORITY, "", priority, "");
    verdicts.priority(priority);
  }

  private void time(Order order) {
    boolean promised = PROMISED.contains(order.serviceLevel());
    long value = 30_000;
    says("INT-023", Verdict.VALUE_OF_TIME, "", 30_000, "");
    if (promised) {
      says("INT-022", Verdict.VALUE_OF_TIME, "", 500_000, "");
      value = 500_000;
    }
    if (order.tier().equals("GOLD")) {
      says("INT-021", Verdict.VALUE_OF_TIME, "", 250_000, "");
      value = Math.max(value, 250_000);
    }
    if (order.tier().equals("VIP")) {
      says("INT-020", Verdict.VALUE_OF_TIME, "", 1_000_000, "");
      value = 1_000_000;
    }
    verdicts.valueOfTimeMicrosPerHour(value);
    says("INT-030", Verdict.LATENESS_PENALTY, "", 500_000, "");
    if (promised) {
      says("INT-031", Verdict.LATENESS_PENALTY, "", 2_000_000, "");
    }
    verdicts.latenessPenaltyMicrosPerHour(promised ? 2_000_000 : 500_000);
  }

  private void shortage(Order order, List<Line> lines) {
    if (!order.delayAccepted()) {
      says("INT-042", Verdict.ON_SHORTAGE, "REFUSE", 0, "");
      verdicts.onShortage(ShortageAction.REFUSE);
      return;
    }
    says("INT-040", Verdict.ON_SHORTAGE, "BACKORDER", 0, "");
    verdicts.onShortage(ShortageAction.BACKORDER);
    var bySku = new TreeMap<String, ShortageAction>();
    for (var line : lines) {
      if (line.presale()) {
        says("INT-041", Verdict.ON_SHORTAGE, "line " + line.sku() + " PRESALE", 0, "");
        bySku.put(line.sku(), ShortageAction.PRESALE);
      }
    }
    verdicts.onShortageBySku(bySku);
  }

  private void services(Order order) {
    if (order.attributes().contains("payment=pending")) {
      says("INT-050", Verdict.DEFER, "", 15, "the payment is not confirmed yet");
      verdicts.deferral(
          new Deferral("INT-050", "the payment is not confirmed yet", Duration.ofMinutes(15)));
    }
    if (order.remote() && order.frozen()) {
      var reason = "frozen goods do not survive the way to a remote region";
      says("INT-060", Verdict.REFUSE, "", 0, reason);
      verdicts.refusal(new Refusal("INT-060", reason));
    }
    if (order.declaredValueYuan() > 2000) {
      says("INT-070", Verdict.REQUIRE, "INSURANCE", 0, "");
      verdicts.requiredServices(Set.of("INSURANCE"));
    }
    if (order.highValue()) {
      says("INT-071", Verdict.REQUIRE, "INSURANCE", 0, "");
      verdicts.requiredServices(Set.of("INSURANCE"));
    }
    if (!order.liveSession().isEmpty()) {
      says("INT-080", Verdict.TAG, order.liveSession(), 0, "");
      verdicts.tags(Set.of(order.liveSession()));
    }
  }

  private void splitting(Order order) {
    var ruleId =
        switch (order.tier()) {
          case "SILVER" -> "SPL-011";
          case "GOLD" -> "SPL-012";
          case "VIP" -> "SPL-013";
          default -> "SPL-010";
        };
    int limit = order.tier().equals("VIP") ? 3 : 2;
    says(ruleId, Verdict.LIMIT_SHIPMENTS, "", limit, "");
    if (order.remote()) {
      says("SPL-030", Verdict.LIMIT_SHIPMENTS, "", 1, "");
      limit = 1;
    }
    verdicts.maxShipments(limit);
    says("SPL-020", Verdict.SPLIT_COST, "", 4_000_000, "");
    verdicts.splitCostMicros(4_000_000);
  }
}
