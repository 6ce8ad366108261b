package dev.sluice.server.journal;

import dev.sluice.server.journal.DecisionJournal.Unwritten;
import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.network.Network;
import dev.sluice.server.routing.ShareNumbers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores records, and before the first of a day that name them, the network and share numbers seen.
 * For one thread.
 */
final class RecordWriter {

  private final DecisionRepository repository;
  private @Nullable LocalDate day;
  private @Nullable Network keptNetwork;
  private @Nullable ShareNumbers keptShares;
  private long keptSharesId;

  RecordWriter(DecisionRepository repository) {
    this.repository = repository;
  }

  /** All of them or, when it throws, none. */
  void write(List<Unwritten> batch) {
    List<StoredRecord> records = new ArrayList<>(batch.size());
    for (Unwritten one : batch) {
      LocalDate dayOfPlan = PlanIds.findDay(one.planId()).orElseThrow();
      begin(dayOfPlan);
      Network network = one.packed().network();
      keep(network, dayOfPlan);
      records.add(
          new StoredRecord(
              one.planId(),
              network.version(),
              keep(one.packed().shares(), dayOfPlan),
              one.packed().content()));
    }
    repository.store(records);
  }

  private void begin(LocalDate dayOfPlan) {
    if (!dayOfPlan.equals(day)) {
      day = dayOfPlan;
      keptNetwork = null;
      keptShares = null;
    }
  }

  @SuppressWarnings("ReferenceEquality") // comparing a network costs more than keeping it again
  private void keep(Network network, LocalDate dayOfPlan) {
    if (network != keptNetwork) {
      repository.keep(network, dayOfPlan);
      keptNetwork = network;
    }
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private long keep(ShareNumbers shares, LocalDate dayOfPlan) {
    if (shares != keptShares) {
      keptSharesId = repository.keep(shares, dayOfPlan);
      keptShares = shares;
    }
    return keptSharesId;
  }
}
