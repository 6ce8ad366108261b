package dev.sluice.server.network;

/**
 * Whether a warehouse or carrier service serves a region. The most specific region that covers the
 * destination decides; a subject without any rule that covers it does not serve it.
 *
 * @param subject whose coverage this is
 * @param subjectId warehouse id or carrier service id
 * @param priority smaller is preferred between equally specific warehouses whose plans cost the
 *     same; 0 to {@link #MAX_PRIORITY}
 * @param serves false cuts the region out of a larger one (an out-of-area patch)
 */
public record CoverageRule(
    Subject subject, String subjectId, String regionCode, int priority, boolean serves) {

  /** The region code that covers every region. */
  public static final String EVERYWHERE = "";

  static final int MAX_PRIORITY = 1_000;

  /** Of a street's code. */
  static final int MOST_DIGITS = 9;

  /** What tells rules apart: {@code subject>id>region}. */
  public String id() {
    return subject + ">" + subjectId + ">" + regionCode;
  }

  /** Whose coverage a rule states. */
  public enum Subject {
    WAREHOUSE,
    CARRIER_SERVICE
  }
}
