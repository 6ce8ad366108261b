package dev.sluice.server.cli.files;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name a misspelt one probably meant. */
final class NearestName {
  /** Comparing with more names than this costs more time than the advice is worth. */
  private static final int MAX_NAMES = 20_000;

  private NearestName() {}

  static Optional<String> find(String wrong, Collection<String> names) {
    if (wrong.isEmpty() || wrong.length() > 100 || names.size() > MAX_NAMES) {
      return Optional.empty();
    }
    int tolerance = Math.max(1, wrong.length() / 3);
    return names.stream()
        .filter(name -> Math.abs(name.length() - wrong.length()) <= tolerance)
        .map(name -> new Match(name, distance(wrong, name)))
        .filter(match -> match.distance <= tolerance)
        .min(Comparator.comparingInt(Match::distance).thenComparing(Match::name))
        .map(Match::name);
  }

  private static int distance(String a, String b) {
    String left = a.toLowerCase(Locale.ROOT);
    String right = b.toLowerCase(Locale.ROOT);
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j < previous.length; j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[right.length()];
  }

  private record Match(String name, int distance) {}
}
