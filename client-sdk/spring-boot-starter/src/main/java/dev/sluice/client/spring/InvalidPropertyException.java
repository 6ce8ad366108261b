package dev.sluice.client.spring;

/** A property whose value the client refuses; {@link InvalidPropertyAnalyzer} explains it. */
final class InvalidPropertyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String PREFIX = "sluice.client.";

  private final String property;
  private final String value;

  /**
   * @param name below {@code sluice.client}
   * @param refusal in its message, first what is wrong, then what to try on a line of its own
   */
  InvalidPropertyException(String name, Object value, RuntimeException refusal) {
    super(PREFIX + name + " = " + value + ": " + refusal.getMessage(), refusal);
    this.property = PREFIX + name;
    this.value = String.valueOf(value);
  }

  String property() {
    return property;
  }

  String value() {
    return value;
  }
}
