package dev.sluice.rules.fact;

import java.util.Set;
import java.util.TreeSet;

/** The closed lists of words that facts and verdicts use. */
public final class Words {

  /** Customer tiers, lowest first in the glossary. */
  public static final Set<String> CUSTOMER_TIERS = Set.of("STANDARD", "SILVER", "GOLD", "VIP");

  /** Speeds that may be promised to a buyer. */
  public static final Set<String> SERVICE_LEVELS =
      Set.of("STANDARD", "NEXT_DAY", "SAME_DAY", "HALF_DAY", "HOURLY");

  /** Kinds of warehouses. */
  public static final Set<String> WAREHOUSE_KINDS =
      Set.of(
          "CENTRAL", "REGIONAL", "CLOUD", "FRONT", "STORE", "ORIGIN", "SUPPLIER", "RETURN_CENTER");

  /** Parts a carrier plays in a region. */
  public static final Set<String> CARRIER_ROLES = Set.of("MAIN", "BACKUP", "OTHER");

  private Words() {}

  static void require(Set<String> words, String property, String value) {
    if (!words.contains(value)) {
      throw new IllegalArgumentException(
          "The %s `%s` is unknown. Maybe one of %s?"
              .formatted(property, value, new TreeSet<>(words)));
    }
  }
}
