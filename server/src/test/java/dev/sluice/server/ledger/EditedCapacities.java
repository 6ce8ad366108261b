package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.ledger.counter.DayCapacities;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The days of {@link LedgerSamples}, with warehouses whose daily capacity is changed. */
public final class EditedCapacities implements DayCapacities {

  private final Map<String, Long> edited = new HashMap<>();

  /** An in-memory ledger over these days. */
  public InMemoryLedger ledger(DatabaseClock clock, CounterListener listener) {
    return new InMemoryLedger(clock, this, listener);
  }

  /** Changes the warehouse's days that come, and the one of {@link LedgerSamples#DAY}. */
  public void edit(InMemoryLedger ledger, String warehouseId, long capacity) {
    edited.put(warehouseId, capacity);
    ledger
        .counters()
        .setCapacity(CounterKey.warehouseDay(warehouseId, LedgerSamples.DAY), capacity);
  }

  @Override
  public OptionalLong find(CounterKey key) {
    Long capacity = key.kind() == CounterKind.WAREHOUSE_DAY ? edited.get(key.subject()) : null;
    return capacity == null ? LedgerSamples.capacityOf(key) : OptionalLong.of(capacity);
  }
}
