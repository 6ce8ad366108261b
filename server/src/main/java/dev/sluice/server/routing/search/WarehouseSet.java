package dev.sluice.server.routing.search;

/**
 * Warehouses of the space that a plan may leave by, each once for every shipment.
 *
 * @param warehouses indexes, ascending; equal ones are shipments of one warehouse
 * @param missed what none of them has
 * @param leastMicros what any plan by all of them costs at least
 * @param waysTogether in how many ways their shipments could be carried at most
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity, never changed
record WarehouseSet(int[] warehouses, Missed missed, long leastMicros, long waysTogether) {

  /** Stands for any set, where it is not known yet. */
  static final WarehouseSet NONE = new WarehouseSet(new int[0], Missed.NOTHING, 0, Long.MAX_VALUE);

  int size() {
    return warehouses.length;
  }
}
