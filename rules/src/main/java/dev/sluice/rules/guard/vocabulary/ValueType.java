package dev.sluice.rules.guard.vocabulary;

import java.util.Optional;

/** What kind of value a property or a bound name holds. */
public enum ValueType {
  FLAG("yes or no", "是或否"),
  WHOLE("a whole number", "整数"),
  DECIMAL("a number", "数字"),
  TEXT("a text in quotes", "引号中的文字"),
  TEXTS("a set of texts", "一组文字"),
  /** The warehouse of an option. */
  WAREHOUSE("a warehouse", "仓库"),
  /** The carrier service of an option. */
  CARRIER("a carrier", "快递");

  private final Wording shown;

  ValueType(String english, String chinese) {
    this.shown = new Wording(english, chinese);
  }

  /** For people. */
  public Wording shown() {
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
