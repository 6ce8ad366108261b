package dev.sluice.rules.guard.vocabulary;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One property of a fact.
 *
 * @param name as rules write it
 * @param type of its value
 * @param words the only texts it can hold; empty when it can hold any
 */
public record PropertyType(String name, ValueType type, SortedSet<String> words) {

  public PropertyType {
    words = Collections.unmodifiableSortedSet(new TreeSet<>(words));
  }

  static PropertyType of(String name, ValueType type) {
    return new PropertyType(name, type, Collections.emptySortedSet());
  }

  static PropertyType oneOf(String name, Collection<String> words) {
    return new PropertyType(name, ValueType.TEXT, new TreeSet<>(words));
  }
}
