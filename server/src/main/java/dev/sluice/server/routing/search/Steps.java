package dev.sluice.server.routing.search;

/** Counts the work of a search: one step for each price or bound of goods on a way. */
final class Steps {

  private long taken;

  void take(long steps) {
    taken += steps;
  }

  long taken() {
    return taken;
  }
}
