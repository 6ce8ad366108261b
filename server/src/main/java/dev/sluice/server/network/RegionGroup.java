package dev.sluice.server.network;

import java.util.List;
import java.util.Optional;

/**
 * A named set of regions in which shares are counted. Groups may overlap; {@link #COUNTRY} covers
 * every region.
 *
 * @param regionCodes region codes of any level; empty for {@link #COUNTRY}
 * @param leaderCarrierId the group's main carrier, whose home it is
 */
public record RegionGroup(
    String id,
    String name,
    String nameEn,
    List<String> regionCodes,
    Optional<String> leaderCarrierId) {

  /** The id of the group that covers the whole country. */
  public static final String COUNTRY = "CN";
}
