package dev.sluice.server.stock;

import java.util.Collection;

/** Hears how stock stands after somebody else than a plan changed it. */
@FunctionalInterface
public interface StockListener {

  /** Hears nothing. */
  StockListener NONE = states -> {};

  /** Must be quick; what it throws is logged and dropped, for the change already stands. */
  void restated(Collection<StockState> states);
}
