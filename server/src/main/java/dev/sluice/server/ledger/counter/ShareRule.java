package dev.sluice.server.ledger.counter;

/** When a carrier's share of a region group admits one more parcel. */
public final class ShareRule {

  /** One hundred percent in parts per million, the unit of caps. */
  public static final long WHOLE_PPM = 1_000_000;

  private ShareRule() {}

  /**
   * Admits if {@code n + 1 <= ceil(p x (N + 1)) + 1}: the one parcel of slack lets a day begin.
   *
   * @param carrierParcels n, the carrier's parcels in the group and day, without exempt ones
   * @param allParcels N, all carriers' parcels in the group and day, exempt ones too: the share is
   *     of all parcels, but an exempt parcel takes no room from the carrier's other ones
   * @param capPpm p in parts per million, 0 to {@link #WHOLE_PPM}
   */
  public static boolean admits(long carrierParcels, long allParcels, long capPpm) {
    long scaled = Math.multiplyExact(capPpm, allParcels + 1);
    long ceiling = Math.floorDiv(scaled + WHOLE_PPM - 1, WHOLE_PPM);
    return carrierParcels + 1 <= ceiling + 1;
  }
}
