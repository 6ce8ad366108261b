package dev.sluice.rules;

import java.util.Optional;

/** When a rule speaks. The catalog folder a rule file lies in decides it. */
public enum Stage {
  /** Per region group: caps, targets and suspensions of carriers. */
  SHARE,
  /** Per order, before candidates are looked at: refuse, defer, priority, split limits. */
  ORDER,
  /** Per order, once the shortlist stands: reject, surcharge, discount. */
  CANDIDATE;

  /** The stage of a top folder of the catalog, for example `eligibility`. */
  public static Optional<Stage> findByFolder(String folder) {
    return switch (folder) {
      case "share" -> Optional.of(SHARE);
      case "intake", "splitting" -> Optional.of(ORDER);
      case "eligibility", "preference" -> Optional.of(CANDIDATE);
      default -> Optional.empty();
    };
  }
}
