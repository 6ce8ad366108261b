package dev.sluice.server.policy;

import dev.sluice.server.routing.model.OrderKey;

/**
 * Which orders a rule set on trial decides: always the same ones, on every replica. A larger share
 * holds the orders of a smaller one, and another rule set's trial has other orders.
 *
 * @param percent how many in a hundred orders, 1 to 99
 */
public record TrialShare(String version, int percent) {

  /** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv: the same in every release of Java. */
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;

  private static final long FNV_PRIME = 0x100000001b3L;

  /** Whether the trial decides this order. */
  public boolean takes(OrderKey key) {
    long hash = add(FNV_OFFSET, version);
    hash = add(hash, key.channel());
    hash = add(hash, key.orderId());
    return Long.remainderUnsigned(mixed(hash), 100) < percent;
  }

  private static long add(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    // What ends a text, so that `a` and `bc` are not `ab` and `c`.
    return (hash ^ 0xffff) * FNV_PRIME;
  }

  /** Ids that count up differ in few bits: the finalizer of SplitMix64 spreads them. */
  private static long mixed(long hash) {
    long mixed = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
