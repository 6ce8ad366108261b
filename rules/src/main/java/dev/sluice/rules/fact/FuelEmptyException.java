package dev.sluice.rules.fact;

/** A judgement cost more than it may. */
public final class FuelEmptyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  FuelEmptyException() {
    super("The fuel of this judgement is empty.", null, false, false);
  }
}
