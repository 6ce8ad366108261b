package dev.sluice.server.policy;

import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.Decision;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.DecisionListener;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts on how many orders each rule spoke since the start. */
public final class RuleUse implements DecisionListener {

  private final Map<String, LongAdder> ordersByRule = new ConcurrentHashMap<>();

  @Override
  public Consumer<StoredPlan> decided(DecisionInput input, Decision decision) {
    SortedSet<String> spoken = decision.rulesSpoken();
    return plan -> spoken.forEach(this::count);
  }

  private void count(String ruleId) {
    ordersByRule.computeIfAbsent(ruleId, unused -> new LongAdder()).increment();
  }

  /** On how many orders a rule spoke. */
  public long orders(String ruleId) {
    @Nullable LongAdder count = ordersByRule.get(ruleId);
    return count == null ? 0 : count.sum();
  }

  /** Orders by rule id; a rule that never spoke is absent. */
  public Map<String, Long> orders() {
    Map<String, Long> orders = new TreeMap<>();
    ordersByRule.forEach((ruleId, count) -> orders.put(ruleId, count.sum()));
    return orders;
  }
}
