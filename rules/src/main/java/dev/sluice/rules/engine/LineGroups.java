package dev.sluice.rules.engine;

import dev.sluice.rules.OrderVerdicts.Separation;
import dev.sluice.rules.fact.Line;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which lines travel together and which never share a shipment, resolved to SKUs. */
final class LineGroups {
  private final List<Line> lines;
  private final SortedMap<String, SortedSet<String>> byRule = new TreeMap<>();
  private final SortedSet<String> categories = new TreeSet<>();
  private final SortedSet<KindPair> pairs = new TreeSet<>();

  private record KindPair(String kind, String other) implements Comparable<KindPair> {
    @Override
    public int compareTo(KindPair that) {
      int first = kind.compareTo(that.kind);
      return first != 0 ? first : other.compareTo(that.other);
    }
  }

  LineGroups(List<Line> lines) {
    this.lines = lines;
  }

  void keepTogether(String ruleId, Line line) {
    byRule.computeIfAbsent(ruleId, id -> new TreeSet<>()).add(line.sku());
  }

  void keepTogether(String category) {
    categories.add(category);
  }

  void keepApart(String kind, String other) {
    pairs.add(kind.compareTo(other) <= 0 ? new KindPair(kind, other) : new KindPair(other, kind));
  }

  /** Disjoint groups: what shares a SKU is one group. */
  List<SortedSet<String>> together() {
    var groups = new ArrayList<SortedSet<String>>();
    for (var group : byRule.values()) {
      merge(groups, group);
    }
    for (var category : categories) {
      var skus = skus(category);
      if (!skus.isEmpty()) {
        merge(groups, skus);
      }
    }
    groups.sort(Comparator.comparing(group -> group.iterator().next()));
    return groups;
  }

  private static void merge(List<SortedSet<String>> groups, Collection<String> skus) {
    var merged = new TreeSet<String>(skus);
    groups.removeIf(
        group -> {
          boolean overlaps = !Collections.disjoint(group, merged);
          if (overlaps) {
            merged.addAll(group);
          }
          return overlaps;
        });
    groups.add(Collections.unmodifiableSortedSet(merged));
  }

  /** Pairs of which the order holds both sides. */
  List<Separation> apart() {
    var apart = new ArrayList<Separation>();
    for (var pair : pairs) {
      var skus = skus(pair.kind());
      var others = skus(pair.other());
      if (!skus.isEmpty() && !others.isEmpty()) {
        apart.add(
            new Separation(
                Collections.unmodifiableSortedSet(skus),
                Collections.unmodifiableSortedSet(others)));
      }
    }
    return apart;
  }

  private SortedSet<String> skus(String kind) {
    var skus = new TreeSet<String>();
    for (var line : lines) {
      if (isOf(line, kind)) {
        skus.add(line.sku());
      }
    }
    return skus;
  }

  private static boolean isOf(Line line, String kind) {
    return switch (kind) {
      case "CHILLED" -> line.chilled();
      case "FROZEN" -> line.frozen();
      case "AMBIENT" -> !line.chilled() && !line.frozen();
      case "FRAGILE" -> line.fragile();
      case "HIGH_VALUE" -> line.highValue();
      case "LIQUID" -> line.liquid();
      case "BATTERY" -> line.battery();
      case "OVERSIZE" -> line.oversize();
      default -> line.category().equals(kind);
    };
  }
}
