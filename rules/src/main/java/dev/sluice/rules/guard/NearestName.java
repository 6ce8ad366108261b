package dev.sluice.rules.guard;

import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name somebody meant, by the number of letters that differ. */
public final class NearestName {
  private static final int MAX_LENGTH = 40;

  private NearestName() {}

  /** The nearest of the known names; empty when none is near. */
  public static Optional<String> find(String written, Collection<String> known) {
    if (written.isEmpty() || written.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int most = Math.max(1, written.length() / 3);
    return known.stream()
        .filter(name -> distance(written, name) <= most)
        .min(
            Comparator.comparingInt((String name) -> distance(written, name))
                .thenComparing(n -> n));
  }

  /** `Maybe you meant x?`, or the other advice when no name is near. */
  public static String advice(String written, Collection<String> known, String otherwise) {
    return advice(written, known, Wording.inEnglish(otherwise)).english();
  }

  /** The same in both languages. */
  public static Wording advice(String written, Collection<String> known, Wording otherwise) {
    return find(written, known)
        .map(name -> Wording.of("Maybe you meant `%s`?", "是否应为 `%s`？", name))
        .orElse(otherwise);
  }

  /** Letters to insert, remove, replace or swap with their neighbour; capitals do not matter. */
  public static int distance(String written, String known) {
    var a = written.toLowerCase(Locale.ROOT);
    var b = known.toLowerCase(Locale.ROOT);
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, steps);
      }
    }
    return steps[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] steps) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least =
        Math.min(
            steps[i - 1][j - 1] + (same ? 0 : 1), Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
  }
}
