package dev.sluice.rules.recall;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** What each rule of the candidate stage said so far. */
final class CandidateMemory {
  private final List<Premise> premises;
  private final Map<Question, Answer> memory;

  /** Of rules that read no values: they say the same wherever their conditions hold. */
  private final AtomicReferenceArray<Answer.@Nullable OfRule> constants;

  /**
   * @param premises by rule id
   */
  CandidateMemory(List<Premise> premises, Map<Question, Answer> memory) {
    this.premises = List.copyOf(premises);
    this.memory = memory;
    this.constants = new AtomicReferenceArray<>(premises.size());
  }

  List<Premise> premises() {
    return premises;
  }

  /**
   * What the rule says to these values; null when it was not asked yet.
   *
   * @param question null: it reads no values
   */
  Answer.@Nullable OfRule find(int rule, @Nullable Question question) {
    if (question == null) {
      return constants.get(rule);
    }
    return memory.get(question) instanceof Answer.OfRule known ? known : null;
  }

  void put(int rule, @Nullable Question question, Answer.OfRule said) {
    if (question == null) {
      constants.set(rule, said);
    } else {
      memory.put(question, said);
    }
  }
}
