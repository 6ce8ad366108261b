package dev.sluice.server.network;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Captures for tests that say themselves whose numbers are wanted. */
public final class CapturedViews {

  private CapturedViews() {}

  /** What is around a destination, with the numbers of those of these warehouses that serve it. */
  public static NetworkView of(
      NetworkViews views, String regionCode, Instant time, Collection<String> warehouseIds) {
    NetworkView around = views.around(regionCode, time);
    List<LaneGroup> lanes =
        warehouseIds.stream().map(around.coverage()::findLanes).filter(Objects::nonNull).toList();
    return views.count(around, lanes);
  }

  /** The same with the numbers of all that serve it. */
  static NetworkView ofAll(NetworkViews views, String regionCode, Instant time) {
    return of(views, regionCode, time, views.around(regionCode, time).coverage().warehouseIds());
  }
}
