package dev.sluice.server.network;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Small numbers for warehouses, so that thousands of SKUs do not each spell their names; they stay
 * the same while the network changes. Safe for use by many threads.
 */
public final class WarehouseOrdinals {

  private final Map<String, Integer> ordinals = new ConcurrentHashMap<>();
  private volatile String[] ids = {};

  /** The warehouse's number, from 0 on without gaps; a new one when it never had any. */
  public int ordinal(String warehouseId) {
    Integer known = ordinals.get(warehouseId);
    return known != null ? known : add(warehouseId);
  }

  /** The warehouse's number; -1 when it never had any. */
  public int find(String warehouseId) {
    Integer known = ordinals.get(warehouseId);
    return known != null ? known : -1;
  }

  /** The warehouse of a number that was given. */
  public String warehouseId(int ordinal) {
    return ids[ordinal];
  }

  private synchronized int add(String warehouseId) {
    Integer known = ordinals.get(warehouseId);
    if (known != null) {
      return known;
    }
    int ordinal = ids.length;
    String[] more = Arrays.copyOf(ids, ordinal + 1);
    more[ordinal] = warehouseId;
    ids = more;
    ordinals.put(warehouseId, ordinal);
    return ordinal;
  }
}
