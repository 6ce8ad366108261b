package dev.sluice.rules.guard.check;

import dev.sluice.rules.guard.vocabulary.FactType;
import dev.sluice.rules.guard.vocabulary.PropertyType;
import dev.sluice.rules.guard.vocabulary.ValueType;
import dev.sluice.rules.guard.vocabulary.Vocabulary;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an expression stands for: a value, or a fact. */
sealed interface Type {

  /** For people. */
  Wording shown();

  /**
   * A value.
   *
   * @param words the only texts it can be; empty when it can be any
   */
  record Value(ValueType type, SortedSet<String> words) implements Type {
    @Override
    public Wording shown() {
      return type.shown();
    }
  }

  /** A fact. */
  record Fact(FactType type) implements Type {
    @Override
    public Wording shown() {
      return Wording.of("a fact %s", "对象 %s", type.name());
    }
  }

  static Type of(ValueType type) {
    return new Value(type, new TreeSet<>());
  }

  static Type of(PropertyType property) {
    return property
        .type()
        .fact()
        .flatMap(Vocabulary::findFact)
        .<Type>map(Fact::new)
        .orElseGet(() -> new Value(property.type(), property.words()));
  }

  /** The value's type; empty of a fact. */
  default Optional<ValueType> value() {
    return this instanceof Value value ? Optional.of(value.type()) : Optional.empty();
  }

  default boolean is(ValueType type) {
    return value().filter(type::equals).isPresent();
  }

  default boolean isNumber() {
    return value().filter(ValueType::isNumber).isPresent();
  }
}
