package dev.sluice.rules.guard.print;

import dev.sluice.rules.guard.tree.Place;

/** The tree holds what must not reach the rule engine. */
public final class UnprintableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Place place;
  private final String found;

  UnprintableException(Place place, String found) {
    super(found);
    this.place = place;
    this.found = found;
  }

  /** Where. */
  public Place place() {
    return place;
  }

  /** What. */
  public String found() {
    return found;
  }
}
