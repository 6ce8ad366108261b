package dev.sluice.server.routing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Units of each line that go into one shipment. Never changed once made. */
final class Load {

  private final long[] units;
  private final int hash;

  Load(long[] units) {
    this.units = units.clone();
    this.hash = Arrays.hashCode(this.units);
  }

  /** Shared, not to be written to. */
  long[] units() {
    return units;
  }

  boolean isEmpty() {
    for (long count : units) {
      if (count != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Load that && Arrays.equals(units, that.units);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
