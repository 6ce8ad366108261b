package dev.sluice.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.bench.SampleEvening;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.routing.Decider;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.PlannerLimits;
import dev.sluice.server.routing.ShareNumbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DecisionJournalTest {

  private static SampleEvening evening;
  private static DecisionInput seen;

  @BeforeAll
  static void begin() {
    evening = SampleEvening.begin();
    seen = evening.capture(evening.orders().get(0), evening.time(0));
  }

  @Test
  void writesEverythingBeforeItCloses() {
    Kept kept = new Kept();
    try (DecisionJournal journal = start(kept)) {
      evening.plans().forEach(plan -> decided(journal).accept(plan));
    }
    assertThat(kept.records.keySet())
        .containsExactlyInAnyOrderElementsOf(
            evening.plans().stream().map(StoredPlan::planId).toList());
    assertThat(kept.networks).containsExactly(seen.view().network().version());
    assertThat(kept.records.values())
        .allSatisfy(record -> assertThat(record.shareNumbersId()).isEqualTo(7));
  }

  @Test
  void aRecordThatCannotBeWrittenDoesNotTakeOthersWithIt() {
    Kept kept = new Kept();
    String broken = evening.plans().get(3).planId();
    kept.broken = Set.of(broken);
    DecisionJournal journal = start(kept);
    try (journal) {
      evening.plans().forEach(plan -> decided(journal).accept(plan));
    }
    assertThat(kept.records).hasSize(evening.plans().size() - 1).doesNotContainKey(broken);
    assertThat(journal.lost()).isEqualTo(1);
  }

  @Test
  void waitsForADatabaseThatIsAway() {
    Kept kept = new Kept();
    kept.failures.set(3);
    DecisionJournal journal = start(kept);
    try (journal) {
      evening.plans().forEach(plan -> decided(journal).accept(plan));
      while (kept.records.isEmpty()) {
        Thread.onSpinWait();
      }
    }
    assertThat(kept.records).hasSize(evening.plans().size());
    assertThat(journal.lost()).isZero();
  }

  @Test
  void losesWhatComesAfterClosing() {
    DecisionJournal journal = start(new Kept());
    Consumer<StoredPlan> told = decided(journal);
    journal.close();
    told.accept(evening.plans().get(0));
    assertThat(journal.lost()).isEqualTo(1);
  }

  private static DecisionJournal start(Kept kept) {
    return DecisionJournal.start(
        kept, PlannerLimits.DEFAULT, failure -> failure instanceof UncheckedIOException);
  }

  private static Consumer<StoredPlan> decided(DecisionJournal journal) {
    return journal.decided(seen, new Decider(PlannerLimits.DEFAULT).decide(seen));
  }

  private static final class Kept implements DecisionRepository {
    final Map<String, StoredRecord> records = new ConcurrentHashMap<>();
    final Set<Long> networks = ConcurrentHashMap.newKeySet();
    final AtomicInteger failures = new AtomicInteger();
    Set<String> broken = Set.of();

    @Override
    public void store(List<StoredRecord> batch) {
      if (failures.getAndDecrement() > 0) {
        throw new UncheckedIOException(new IOException("no database"));
      }
      if (batch.stream().anyMatch(record -> broken.contains(record.planId()))) {
        throw new IllegalStateException("broken");
      }
      batch.forEach(record -> records.put(record.planId(), record));
    }

    @Override
    public Optional<StoredRecord> find(String planId) {
      return Optional.ofNullable(records.get(planId));
    }

    @Override
    public void keep(Network network, LocalDate day) {
      networks.add(network.version());
    }

    @Override
    public Optional<NetworkData> findNetwork(long version) {
      return Optional.empty();
    }

    @Override
    public long keep(ShareNumbers shares, LocalDate day) {
      return 7;
    }

    @Override
    public Optional<ShareNumbers> findShares(long id) {
      return Optional.empty();
    }
  }
}
