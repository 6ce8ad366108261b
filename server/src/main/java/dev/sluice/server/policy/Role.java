package dev.sluice.server.policy;

/**
 * What a published rule set is for.
 *
 * @param trialPercent of how many in a hundred orders it decides, 1 to 99; 0 unless on trial
 */
public record Role(Kind kind, int trialPercent) {

  /** Kept, until somebody activates it. */
  public static final Role NONE = new Role(Kind.NONE, 0);

  /** Evaluated beside the live one, never obeyed. */
  public static final Role SHADOW = new Role(Kind.SHADOW, 0);

  /** Obeyed. */
  public static final Role LIVE = new Role(Kind.LIVE, 0);

  /** The kinds of roles. */
  public enum Kind {
    NONE,
    SHADOW,
    TRIAL,
    LIVE
  }

  /** Obeyed for a share of the orders. */
  public static Role trial(int percent) {
    return new Role(Kind.TRIAL, percent);
  }

  /** Whether any order is decided by it. */
  boolean isObeyed() {
    return kind == Kind.LIVE || kind == Kind.TRIAL;
  }
}
