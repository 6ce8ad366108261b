package dev.sluice.rules;

/** What happens to what nobody can take now. A later constant goes before an earlier one. */
public enum ShortageAction {
  /** Promised for when its presale ships. */
  PRESALE,
  /** Kept waiting for stock. */
  BACKORDER,
  /** Not sold. */
  REFUSE;

  /** The stricter of two. */
  public static ShortageAction stricter(ShortageAction one, ShortageAction other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
