package dev.sluice.server.stock;

import java.util.Collection;
import java.util.Map;

/** Reads stock where it is kept. */
public interface StockRepository {

  /** Every warehouse's position of these SKUs, by SKU, then by warehouse id; never null inside. */
  Map<String, Map<String, StockPosition>> positions(Collection<String> skus);
}
