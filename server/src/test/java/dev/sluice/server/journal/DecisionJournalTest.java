package dev.sluice.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.routing.model.Explanation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class DecisionJournalTest {

  private static final Explanation WHY =
      new Explanation(
          Instant.parse("2026-11-11T12:00:00Z"),
          "v1",
          1,
          List.of(),
          List.of(),
          0,
          0,
          false,
          List.of());

  @Test
  void writesEverythingBeforeItCloses() {
    Kept kept = new Kept();
    try (DecisionJournal journal = DecisionJournal.start(kept)) {
      for (int i = 0; i < 1_000; i++) {
        journal.record("plan-" + i, () -> WHY);
      }
    }
    assertThat(kept.byPlan).hasSize(1_000);
  }

  @Test
  void countsWhatCannotBeWrittenAndGoesOn() {
    Kept kept = new Kept();
    try (DecisionJournal journal = DecisionJournal.start(kept)) {
      journal.record("broken", () -> WHY);
      while (journal.lost() == 0) {
        Thread.onSpinWait();
      }
      journal.record("plan-1", () -> WHY);
    }
    assertThat(kept.byPlan).containsOnlyKeys("plan-1");
  }

  @Test
  void losesWhatComesAfterClosing() {
    DecisionJournal journal = DecisionJournal.start(new Kept());
    journal.close();
    journal.record("late", () -> WHY);
    assertThat(journal.lost()).isEqualTo(1);
  }

  private static final class Kept implements ExplanationRepository {
    final Map<String, Explanation> byPlan = new ConcurrentHashMap<>();

    @Override
    public Optional<Explanation> find(String planId) {
      return Optional.ofNullable(byPlan.get(planId));
    }

    @Override
    public void store(List<Entry> entries) {
      if (entries.stream().anyMatch(entry -> entry.planId().equals("broken"))) {
        throw new IllegalStateException("no database");
      }
      entries.forEach(entry -> byPlan.put(entry.planId(), entry.explanation()));
    }
  }
}
