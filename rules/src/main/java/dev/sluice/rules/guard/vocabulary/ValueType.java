package dev.sluice.rules.guard.vocabulary;

import java.util.Optional;

/** What kind of value a property or a bound name holds. */
public enum ValueType {
  FLAG("yes or no"),
  WHOLE("a whole number"),
  DECIMAL("a number"),
  TEXT("a text in quotes"),
  TEXTS("a set of texts"),
  /** The warehouse of an option. */
  WAREHOUSE("a warehouse"),
  /** The carrier service of an option. */
  CARRIER("a carrier");

  private final String shown;

  ValueType(String shown) {
    this.shown = shown;
  }

  /** For people. */
  public String shown() {
    return shown;
  }

  /** The kind of fact it is, if it is one. */
  public Optional<String> fact() {
    return switch (this) {
      case WAREHOUSE -> Optional.of("Warehouse");
      case CARRIER -> Optional.of("Carrier");
      default -> Optional.empty();
    };
  }

  /** Whether it can be calculated with. */
  public boolean isNumber() {
    return this == WHOLE || this == DECIMAL;
  }
}
