package dev.sluice.server.stock;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads stock where it is kept. */
public interface StockRepository {

  /** What every warehouse has of these SKUs, by SKU; a SKU that no warehouse ever had is absent. */
  Map<String, List<StockState>> list(Collection<String> skus);
}
