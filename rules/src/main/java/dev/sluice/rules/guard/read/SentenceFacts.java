package dev.sluice.rules.guard.read;

import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.tree.Condition;
import dev.sluice.rules.guard.tree.Condition.Constraint;
import dev.sluice.rules.guard.tree.Condition.Pattern;
import dev.sluice.rules.guard.tree.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts a rule speaks of, one of each kind, and what must hold for them. The one order or
 * region group comes first, the others in the order in which they are spoken of.
 */
final class SentenceFacts {
  private final String single;
  private Map<String, Spoken> patterns = new LinkedHashMap<>();
  private List<Condition> others = new ArrayList<>();

  private record Spoken(Place place, List<Constraint> constraints) {
    Spoken copy() {
      return new Spoken(place, new ArrayList<>(constraints));
    }
  }

  /** Everything at one time, to go back to. */
  record Snapshot(Map<String, Spoken> patterns, List<Condition> others) {}

  SentenceFacts(Stage stage) {
    this.single = stage == Stage.SHARE ? "RegionGroup" : "Order";
  }

  Snapshot snapshot() {
    Map<String, Spoken> copy = new LinkedHashMap<>();
    patterns.forEach((fact, spoken) -> copy.put(fact, spoken.copy()));
    return new Snapshot(copy, new ArrayList<>(others));
  }

  void back(Snapshot snapshot) {
    patterns = snapshot.patterns();
    others = snapshot.others();
  }

  boolean isSpokenOf(String fact) {
    return patterns.containsKey(fact);
  }

  /** Speaks of a fact; what must hold for it is added to what is known of it. */
  void add(String fact, Place place, List<Constraint> constraints) {
    patterns
        .computeIfAbsent(fact, unused -> new Spoken(place, new ArrayList<>()))
        .constraints()
        .addAll(constraints);
  }

  /** Something that holds or does not, besides the facts that are spoken of. */
  void add(Condition condition) {
    others.add(condition);
  }

  /** The one order or region group, where nothing else is spoken of. */
  void addSingleWhereEmpty(Place place) {
    if (patterns.isEmpty() && others.isEmpty()) {
      add(single, place, List.of());
    }
  }

  /**
   * The facts whose properties may be compared with: the single one, and those before the fact that
   * is asked about.
   */
  List<String> known(Optional<String> subject) {
    List<String> known = new ArrayList<>(List.of(single));
    if (subject.isPresent() && subject.get().equals(single)) {
      return List.of();
    }
    for (var fact : patterns.keySet()) {
      if (subject.isPresent() && subject.get().equals(fact)) {
        break;
      }
      if (!fact.equals(single)) {
        known.add(fact);
      }
    }
    return known;
  }

  /** The name of a fact that is spoken of from now on. */
  String refer(String fact, Place place) {
    add(fact, place, List.of());
    return name(fact);
  }

  private static String name(String fact) {
    return fact.equals("ShareCarrier")
        ? "$carrier"
        : "$" + Character.toLowerCase(fact.charAt(0)) + fact.substring(1);
  }

  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    patterns.forEach(
        (fact, spoken) -> {
          var pattern =
              new Pattern(spoken.place(), Optional.of(name(fact)), fact, spoken.constraints());
          conditions.add(fact.equals(single) ? 0 : conditions.size(), pattern);
        });
    conditions.addAll(others);
    return conditions;
  }
}
