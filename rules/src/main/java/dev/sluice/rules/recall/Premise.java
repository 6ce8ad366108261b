package dev.sluice.rules.recall;

import dev.sluice.rules.engine.Validity;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that what one rule says can depend on. A rule has one where each of its patterns
 * matches another kind of fact: it then speaks of each candidate as if that were the only one.
 *
 * @param ruleId whose
 * @param validity when the rule speaks; it says nothing at other times
 * @param order absent: it does not look at the order
 * @param line absent: it does not look at lines
 * @param warehouse absent: it does not look at warehouses
 * @param carrier absent: it does not look at carrier services; never with a warehouse
 * @param readsEveryLine whether what it says is resolved to SKUs by looking at all lines
 */
public record Premise(
    String ruleId,
    Validity validity,
    Optional<Asked<Order>> order,
    Optional<Asked<Line>> line,
    Optional<Asked<Warehouse>> warehouse,
    Optional<Asked<Carrier>> carrier,
    boolean readsEveryLine) {

  /** Whether the rule may speak of such an order at this time, its lines apart. */
  boolean mayMatch(Order fact, Instant now) {
    return validity.holds(now) && (order.isEmpty() || order.get().mayMatch(fact));
  }

  /** The lines it may match. */
  List<Line> matching(List<Line> lines) {
    if (line.isEmpty()) {
      return List.of();
    }
    Asked<Line> asked = line.get();
    List<Line> found = List.of();
    for (int i = 0; i < lines.size(); i++) {
      Line one = lines.get(i);
      if (asked.mayMatch(one)) {
        if (found.isEmpty()) {
          found = new ArrayList<>(lines.size() - i);
        }
        found.add(one);
      }
    }
    return found;
  }

  /** Whether what it says of one line it says of every line it matches, but for the SKU. */
  boolean saysTheSameOfEveryLine() {
    return line.isPresent() && line.get().values().isEmpty();
  }

  /** Adds what the rule may read of the order and its matching lines. */
  void addValues(Order fact, List<Line> matching, List<Line> lines, List<Object> to) {
    order.ifPresent(asked -> asked.addValues(fact, to));
    if (line.isPresent() && !line.get().values().isEmpty()) {
      to.add(matching.size());
      for (Line one : matching) {
        line.get().addValues(one, to);
      }
    }
    if (readsEveryLine) {
      to.add(List.copyOf(lines));
    }
  }
}
