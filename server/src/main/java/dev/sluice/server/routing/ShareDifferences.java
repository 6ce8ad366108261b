package dev.sluice.server.routing;

import dev.sluice.rules.ShareVerdicts.Cap;
import dev.sluice.rules.ShareVerdicts.Suspension;
import dev.sluice.rules.ShareVerdicts.Target;
import dev.sluice.server.routing.ShareNumbers.GroupNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** In which share numbers two rule sets differ, for people. */
public final class ShareDifferences {

  private static final long PER_PERCENT = 10_000;
  private static final GroupNumbers NOTHING = new GroupNumbers(Map.of(), Map.of(), Map.of());

  private final List<String> lines = new ArrayList<>();

  private ShareDifferences() {}

  /** One line a number, such as {@code EAST ZTO cap: 60 % -> 50 %}, by region group. */
  public static List<String> lines(ShareNumbers now, ShareNumbers then) {
    ShareDifferences differences = new ShareDifferences();
    for (String group : union(now.groups(), then.groups())) {
      GroupNumbers before = now.groups().getOrDefault(group, NOTHING);
      GroupNumbers after = then.groups().getOrDefault(group, NOTHING);
      differences.add(group, "cap", before.caps(), after.caps(), ShareDifferences::cap);
      differences.add(group, "target", before.targets(), after.targets(), ShareDifferences::target);
      differences.add(
          group, "suspension", before.suspensions(), after.suspensions(), Suspension::reason);
    }
    return List.copyOf(differences.lines);
  }

  private <T> void add(
      String group,
      String what,
      Map<String, T> now,
      Map<String, T> then,
      Function<T, String> text) {
    for (String carrier : union(now, then)) {
      String before = text(now.get(carrier), text);
      String after = text(then.get(carrier), text);
      if (!before.equals(after)) {
        lines.add("%s %s %s: %s -> %s".formatted(group, carrier, what, before, after));
      }
    }
  }

  private static Set<String> union(Map<String, ?> one, Map<String, ?> other) {
    Set<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys;
  }

  private static <T> String text(@Nullable T number, Function<T, String> text) {
    return number == null ? "none" : text.apply(number);
  }

  private static String cap(Cap cap) {
    return percent(cap.partsPerMillion()) + (cap.strict() ? " strict" : "");
  }

  private static String target(Target target) {
    return percent(target.partsPerMillion()) + " +- " + percent(target.tolerancePartsPerMillion());
  }

  private static String percent(long partsPerMillion) {
    return partsPerMillion % PER_PERCENT == 0
        ? partsPerMillion / PER_PERCENT + " %"
        : (double) partsPerMillion / PER_PERCENT + " %";
  }
}
