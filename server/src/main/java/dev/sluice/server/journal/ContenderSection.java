package dev.sluice.server.journal;

import dev.sluice.server.network.RegionalCoverage;
import dev.sluice.server.routing.Contenders;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The warehouses that a decision looked at, by their place in the network. Those that it does not
 * know are left out: nobody decides on them.
 */
final class ContenderSection {

  private ContenderSection() {}

  static void write(Packer out, Contenders contenders, WarehousePlaces places) {
    TreeMap<Integer, Boolean> seen = new TreeMap<>();
    contenders.bystanders().forEach(id -> seen.put(places.find(id), false));
    contenders.warehouseIds().forEach(id -> seen.put(places.find(id), true));
    seen.remove(WarehousePlaces.UNKNOWN);
    out.put(seen.size());
    int before = 0;
    for (var one : seen.entrySet()) {
      out.put((long) (one.getKey() - before) << 1 | (one.getValue() ? 1 : 0));
      before = one.getKey();
    }
    out.put(contenders.unseen());
    out.put(contenders.width());
  }

  /** With all of their services; who was not seen may have any of these SKUs. */
  static Contenders read(
      Unpacker in, WarehousePlaces places, RegionalCoverage coverage, Set<String> skus) {
    List<String> warehouseIds = new ArrayList<>();
    List<String> bystanders = new ArrayList<>();
    int place = 0;
    for (int count = in.getInt(); count > 0; count--) {
      int head = in.getInt();
      place += head >>> 1;
      String id = places.get(place);
      boolean contends = (head & 1) == 1;
      if (contends && coverage.findReach(id) == null) {
        throw new UnreadableRecordException(id + " does not serve " + coverage.regionCode());
      }
      (contends ? warehouseIds : bystanders).add(id);
    }
    int unseen = in.getInt();
    return Contenders.of(
        coverage, warehouseIds, bystanders, unseen, unseen > 0 ? skus : Set.of(), in.getInt());
  }

  /** Whom it looked at, as far as the network knows them, in the order they are written in. */
  static List<String> all(Contenders contenders, WarehousePlaces places) {
    List<String> all = new ArrayList<>(contenders.warehouseIds());
    all.addAll(contenders.bystanders());
    all.removeIf(id -> places.find(id) == WarehousePlaces.UNKNOWN);
    return all;
  }
}
