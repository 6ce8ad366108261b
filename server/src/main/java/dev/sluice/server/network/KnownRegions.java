package dev.sluice.server.network;

import java.util.HashSet;
import java.util.Set;

/**
 * The region codes that other records may name: listed ones, those above and streets below them.
 */
final class KnownRegions {
  private final Set<String> codes = new HashSet<>();

  KnownRegions(Iterable<Region> regions) {
    for (Region region : regions) {
      codes.addAll(RegionCodes.upwards(region.code()));
    }
  }

  boolean contains(String code) {
    return codes.contains(code)
        || (RegionCodes.isStreet(code) && codes.contains(RegionCodes.districtOf(code)));
  }
}
