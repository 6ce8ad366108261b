package dev.sluice.loadtest.faults;

import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShippedLine;
import dev.sluice.server.stock.StockRecord;
import io.grpc.Status;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what callers saw, and what they should never see. Safe for use by several threads. */
final class FaultTally {

  private static final int MAX_EXAMPLES = 10;

  private record Place(String warehouseId, String sku) {}

  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final AtomicLong changedRefused = new AtomicLong();
  private final AtomicLong violations = new AtomicLong();
  private final Queue<String> examples = new ConcurrentLinkedQueue<>();
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final Map<Place, LongAdder> promised = new ConcurrentHashMap<>();

  /**
   * Counts a plan that was promised.
   *
   * @param held units that come back by themselves are not counted as promised
   */
  void acknowledged(RoutingPlan plan, boolean held) {
    acknowledged.incrementAndGet();
    if (held) {
      return;
    }
    for (PlannedShipment shipment : plan.getPlannedShipmentsList()) {
      for (ShippedLine line : shipment.getLinesList()) {
        promised
            .computeIfAbsent(
                new Place(shipment.getWarehouseId(), line.getSku()), place -> new LongAdder())
            .add(line.getQuantity());
      }
    }
  }

  void repeated() {
    repeated.incrementAndGet();
  }

  void changedRefused() {
    changedRefused.incrementAndGet();
  }

  /** Counts an answer that asks to be repeated. */
  void failed(Status status) {
    failures.computeIfAbsent(status.getCode().name(), code -> new LongAdder()).increment();
  }

  /** Notes something that no caller should ever see. */
  void violation(String what) {
    if (violations.incrementAndGet() <= MAX_EXAMPLES) {
      examples.add(what);
    }
  }

  /** Compares what was promised with what there was to promise, before anything was. */
  long oversoldUnits(Collection<StockRecord> before) {
    Map<Place, Long> stock = new HashMap<>();
    for (StockRecord record : before) {
      stock.put(
          new Place(record.warehouseId(), record.sku()), record.onHand() - record.safetyStock());
    }
    long oversold = 0;
    for (Map.Entry<Place, LongAdder> one : promised.entrySet()) {
      oversold += Math.max(0, one.getValue().sum() - stock.getOrDefault(one.getKey(), 0L));
    }
    return oversold;
  }

  long promisedUnits() {
    return promised.values().stream().mapToLong(LongAdder::sum).sum();
  }

  long acknowledgedOrders() {
    return acknowledged.get();
  }

  long repeatedOrders() {
    return repeated.get();
  }

  long changedOrdersRefused() {
    return changedRefused.get();
  }

  long violations() {
    return violations.get();
  }

  /** The first few violations, readable. */
  List<String> examples() {
    return List.copyOf(examples);
  }

  /** Answers that asked to be repeated, by status. */
  Map<String, Long> failures() {
    Map<String, Long> counts = new TreeMap<>();
    failures.forEach((code, count) -> counts.put(code, count.sum()));
    return counts;
  }
}
