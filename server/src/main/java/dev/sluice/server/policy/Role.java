package dev.sluice.server.policy;

/** What a published rule set is for. */
public enum Role {
  /** Kept, until somebody activates it. */
  NONE,
  /** Evaluated beside the live one, never obeyed. */
  SHADOW,
  /** Obeyed. */
  LIVE
}
