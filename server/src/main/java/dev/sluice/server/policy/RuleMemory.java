package dev.sluice.server.policy;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.rules.recall.Answer;
import dev.sluice.rules.recall.Question;
import java.util.Map;

/** What rules said lately; a rule set has its own. */
public final class RuleMemory {

  /** The shipped catalog has a few thousand questions; most of them are distances. */
  private static final int MAX_ANSWERS = 20_000;

  private RuleMemory() {}

  /** Empty, safe for many threads, and forgetting what is asked least. */
  public static Map<Question, Answer> create() {
    return Caffeine.newBuilder().maximumSize(MAX_ANSWERS).<Question, Answer>build().asMap();
  }
}
