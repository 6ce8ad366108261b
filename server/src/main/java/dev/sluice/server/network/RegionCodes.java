package dev.sluice.server.network;

import java.util.ArrayList;
import java.util.List;

/** How region codes contain one another. */
final class RegionCodes {
  private static final int[] LEVELS = {9, 6, 4, 2};
  private static final int DISTRICT = 6;
  private static final int STREET = 9;

  private RegionCodes() {}

  /** Whether this is 2, 4, 6 or 9 digits. */
  static boolean isCode(String code) {
    for (int level : LEVELS) {
      if (code.length() == level) {
        return code.chars().allMatch(digit -> digit >= '0' && digit <= '9');
      }
    }
    return false;
  }

  /** The code and all codes that cover it, longest first, {@link CoverageRule#EVERYWHERE} last. */
  static List<String> upwards(String code) {
    List<String> codes = new ArrayList<>(LEVELS.length + 1);
    for (int level : LEVELS) {
      if (level <= code.length()) {
        codes.add(code.substring(0, level));
      }
    }
    codes.add(CoverageRule.EVERYWHERE);
    return codes;
  }

  /** Whether this is a street's code. */
  static boolean isStreet(String code) {
    return code.length() == STREET && isCode(code);
  }

  /** The code of the street's district. */
  static String districtOf(String street) {
    return street.substring(0, DISTRICT);
  }
}
