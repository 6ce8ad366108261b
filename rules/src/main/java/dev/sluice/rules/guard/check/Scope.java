package dev.sluice.rules.guard.check;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which names a part of a rule may use. */
final class Scope {
  private final Map<String, Type> names;

  Scope() {
    this(Map.of());
  }

  private Scope(Map<String, Type> names) {
    this.names = new LinkedHashMap<>(names);
  }

  /** Sees everything of this one; what it binds stays inside. */
  Scope inner() {
    return new Scope(names);
  }

  /** Binds a name; false when it is bound already. */
  boolean bind(String name, Type type) {
    return names.putIfAbsent(name, type) == null;
  }

  Optional<Type> find(String name) {
    return Optional.ofNullable(names.get(name));
  }

  Collection<String> names() {
    return names.keySet();
  }
}
