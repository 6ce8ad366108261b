package dev.sluice.server.policy;

import dev.sluice.server.journal.Impact;

/** Rules that would leave many more orders unfulfilled than today's; they need an explicit word. */
public final class GraveImpactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Impact impact;

  GraveImpactException(String version, Impact impact) {
    super(
        ("Of the last %d orders, rule set %s would leave %d more unfulfilled than today, %d fewer,"
                + " and fail on %d; such as %s\nMaybe a rule rejects more than was meant. If it was"
                + " meant, say so: --accept-impact.")
            .formatted(
                impact.orders(),
                version,
                impact.worse(),
                impact.better(),
                impact.failed(),
                String.join("; ", impact.examples())));
    this.impact = impact;
  }

  /** What was found. */
  public Impact impact() {
    return impact;
  }
}
