package dev.sluice.rules.cases;

import java.util.ArrayList;
import java.util.List;

/** Compares what should be said with what was said. */
final class Expectations {
  private Expectations() {}

  /** Whether each expectation meets one saying of its own and none is left, in any order. */
  static boolean met(List<String> expected, List<String> said) {
    var left = new ArrayList<>(said);
    // Exact lines first, so that a `*` does not take what another line names.
    for (var line : expected) {
      if (!isOpen(line) && !left.remove(line)) {
        return false;
      }
    }
    for (var line : expected) {
      if (isOpen(line)) {
        var start = line.substring(0, line.length() - 1);
        var match = left.stream().filter(one -> one.startsWith(start)).findFirst();
        if (match.isEmpty()) {
          return false;
        }
        left.remove(match.get());
      }
    }
    return left.isEmpty();
  }

  /** A line that ends in ` *` leaves its number open: staff change it weekly. */
  private static boolean isOpen(String line) {
    return line.endsWith(" *");
  }
}
