package dev.sluice.server.network;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * All of the network that one decision sees, captured once: master data, who covers the
 * destination, and the load and capacity numbers of those of them who come into question. The same
 * question always gets the same number.
 *
 * @param time the decision's time
 * @param shareDay the day in which carrier shares are counted at that time
 * @param counters warehouse days, lane days, carrier days and shares of everybody who comes into
 *     question
 */
public record NetworkView(
    Network network,
    Instant time,
    LocalDate shareDay,
    RegionalCoverage coverage,
    Map<CounterKey, Counter> counters) {

  /** The same view with these numbers. */
  public NetworkView with(Map<CounterKey, Counter> numbers) {
    return new NetworkView(network, time, shareDay, coverage, numbers);
  }

  /** The counter as it was seen; empty where nothing limits or counts it. */
  public Optional<Counter> find(CounterKey key) {
    return Optional.ofNullable(counters.get(key));
  }
}
