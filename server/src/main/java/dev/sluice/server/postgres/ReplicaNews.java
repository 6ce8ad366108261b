package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterListener;
import dev.sluice.server.ledger.counter.CounterMemory;
import java.util.Collection;
import java.util.List;

/**
 * Keeps what the replicas on one database remember of counters and network fresh: each tells the
 * others what its commits changed, behind the commits and never inside them.
 */
public final class ReplicaNews implements CounterListener, AutoCloseable {

  /** On which counters are told of; {@link CounterNotice} is what is said. */
  static final String COUNTERS = "sluice_counters";

  private final ReplicaSender sender;
  private final ReplicaReceiver receiver;

  private ReplicaNews(ReplicaSender sender, ReplicaReceiver receiver) {
    this.sender = sender;
    this.receiver = receiver;
  }

  /**
   * Begins to tell and to listen, on a connection each.
   *
   * @param replicaId no other replica's
   * @param memories what is refreshed when others change counters
   * @param networkChanged runs when there may be a newer network
   * @param rulesChanged runs when other rules may be in force; must not take long
   */
  public static ReplicaNews start(
      Database database,
      String replicaId,
      List<CounterMemory> memories,
      Runnable networkChanged,
      Runnable rulesChanged) {
    return new ReplicaNews(
        ReplicaSender.start(database, replicaId),
        ReplicaReceiver.start(database, replicaId, memories, networkChanged, rulesChanged));
  }

  @Override
  public void changed(Collection<Counter> fresh) {
    sender.changed(fresh);
  }

  @Override
  public void close() {
    sender.close();
    receiver.close();
  }
}
