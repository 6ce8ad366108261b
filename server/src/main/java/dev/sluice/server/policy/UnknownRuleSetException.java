package dev.sluice.server.policy;

/** A version that nobody published. */
public final class UnknownRuleSetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String version;

  UnknownRuleSetException(String version) {
    super(
        "Rule set %s was never published\nMaybe the version is misspelt: `./sluice rules list` has all."
            .formatted(version));
    this.version = version;
  }

  /** What was asked for. */
  public String version() {
    return version;
  }
}
