package dev.sluice.rules;

import dev.sluice.rules.fact.Fuel;
import java.util.function.Supplier;

/** One tank of fuel for everything that rules are asked about one order. */
public final class OrderFuel {
  private OrderFuel() {}

  /**
   * Does something about one order on this thread: what one judgement spends, the next ones lack.
   * Within another one's it shares that one's tank.
   */
  public static <T> T share(Supplier<T> work) {
    var fuel = Fuel.ofThread();
    boolean begins = fuel.beginOrder();
    try {
      return work.get();
    } finally {
      if (begins) {
        fuel.endOrder();
      }
    }
  }
}
