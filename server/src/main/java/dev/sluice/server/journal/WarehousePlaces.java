package dev.sluice.server.journal;

import dev.sluice.server.network.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each warehouse stands in a network's list: a number takes less room than an id. */
final class WarehousePlaces {

  /** Instead of a place: the network does not know the warehouse. */
  static final int UNKNOWN = -1;

  private final Network network;
  private final List<String> ids;
  private final Map<String, Integer> places = new HashMap<>();

  WarehousePlaces(Network network) {
    this.network = network;
    this.ids = List.copyOf(network.warehouses().keySet());
    for (int place = 0; place < ids.size(); place++) {
      places.put(ids.get(place), place);
    }
  }

  Network network() {
    return network;
  }

  /** The place, from 0 on, or {@link #UNKNOWN}. */
  int find(String warehouseId) {
    return places.getOrDefault(warehouseId, UNKNOWN);
  }

  /**
   * @throws UnreadableRecordException when the network has no such place
   */
  String get(int place) {
    if (place < 0 || place >= ids.size()) {
      throw new UnreadableRecordException(
          "network " + network.version() + " has no warehouse at place " + place);
    }
    return ids.get(place);
  }
}
