package dev.sluice.server.ledger.counter;

import java.util.OptionalLong;

/**
 * What the network gives a dated counter that nobody has taken from yet: the template a day starts
 * from.
 */
@FunctionalInterface
public interface DayCapacities {

  /**
   * The capacity of that day, in the counter's unit; {@link Counter#UNLIMITED} where the network
   * sets no limit, as for every share; empty when the key names nothing known.
   */
  OptionalLong find(CounterKey key);
}
