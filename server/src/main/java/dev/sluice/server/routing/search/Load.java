package dev.sluice.server.routing.search;

/** Units of each line that go into one shipment. Never changed once made. */
public final class Load {

  private final long[] units;

  Load(long[] units) {
    this.units = units.clone();
  }

  /** Shared, not to be written to. */
  public long[] units() {
    return units;
  }
}
