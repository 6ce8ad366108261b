package dev.sluice.loadtest.gaps;

import java.nio.charset.StandardCharsets;

/** Lots that fall the same on every machine: drawn from a name by a hash. */
final class Draw {

  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  private Draw() {}

  /** A number from 0 inclusive to 1 exclusive: FNV-1a, finished as SplitMix64 does. */
  static double part(String name) {
    long hash = FNV_OFFSET;
    for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (one & 0xFF)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return ((hash ^ (hash >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
