package dev.sluice.server.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** The lines in which two sets of files differ: the longest common lines stay out. */
final class FileDifferences {

  /** Files with more lines are shown whole: comparing them would take long. */
  private static final int MAX_LINES = 2_000;

  private FileDifferences() {}

  /** For each file that differs its path, then what went with a minus, what came with a plus. */
  static List<String> lines(SortedMap<String, String> before, SortedMap<String, String> after) {
    List<String> lines = new ArrayList<>();
    TreeSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    for (String path : paths) {
      List<String> old = split(before.getOrDefault(path, ""));
      List<String> now = split(after.getOrDefault(path, ""));
      if (!old.equals(now)) {
        lines.add("# " + path);
        compare(old, now, lines);
      }
    }
    return lines;
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\R"));
  }

  private static void compare(List<String> old, List<String> now, List<String> lines) {
    boolean small = old.size() <= MAX_LINES && now.size() <= MAX_LINES;
    int[][] common = common(small ? old : List.of(), small ? now : List.of());
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (small && i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        i++;
        j++;
      } else if (j == now.size()
          || (i < old.size() && (!small || common[i + 1][j] >= common[i][j + 1]))) {
        lines.add("- " + (i + 1) + ": " + old.get(i++));
      } else {
        lines.add("+ " + (j + 1) + ": " + now.get(j++));
      }
    }
  }

  /** How many lines the rests have in common, by where the rests begin. */
  private static int[][] common(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
