package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterMemory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the other replicas. Whatever may have been said while it did not listen is answered by
 * forgetting everything.
 */
final class ReplicaReceiver implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ReplicaReceiver.class);

  /** How soon a stop is noticed. */
  private static final int WAIT_MILLIS = 500;

  /** After so many quiet waits the connection is tried: it may have been cut without a word. */
  private static final int QUIET_WAITS = 6;

  private static final int ANSWER_SECONDS = 3;
  private static final long RECONNECT_PAUSE_MILLIS = 200;
  private static final long STOP_MILLIS = 2_000;

  private final Database database;
  private final String replicaId;
  private final List<CounterMemory> memories;
  private final Runnable networkChanged;
  private final Runnable rulesChanged;
  private final Thread thread;
  private volatile boolean closing;

  private ReplicaReceiver(
      Database database,
      String replicaId,
      List<CounterMemory> memories,
      Runnable networkChanged,
      Runnable rulesChanged) {
    this.database = database;
    this.replicaId = replicaId;
    this.memories = List.copyOf(memories);
    this.networkChanged = networkChanged;
    this.rulesChanged = rulesChanged;
    this.thread = new Thread(this::listenUntilClosed, "sluice-hear-replicas");
    this.thread.setDaemon(true);
  }

  static ReplicaReceiver start(
      Database database,
      String replicaId,
      List<CounterMemory> memories,
      Runnable networkChanged,
      Runnable rulesChanged) {
    ReplicaReceiver receiver =
        new ReplicaReceiver(database, replicaId, memories, networkChanged, rulesChanged);
    receiver.thread.start();
    return receiver;
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listenUntilClosed() {
    while (!closing) {
      try (Connection connection = database.connectDedicated("listen")) {
        listen(connection);
      } catch (SQLException e) {
        if (!closing) {
          log.warn("Listening to other replicas is begun again: {}", e.getMessage());
          pause();
        }
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + ReplicaNews.COUNTERS);
      statement.execute("LISTEN " + PostgresNetwork.CHANNEL);
      statement.execute("LISTEN " + PostgresRuleSets.CHANNEL);
    }
    forget();
    lookForNetwork();
    rulesChanged.run();
    PGConnection notifications = connection.unwrap(PGConnection.class);
    int quietWaits = 0;
    while (!closing) {
      @Nullable PGNotification @Nullable [] heard = notifications.getNotifications(WAIT_MILLIS);
      if (heard != null && heard.length > 0) {
        quietWaits = 0;
        take(heard);
      } else if (++quietWaits >= QUIET_WAITS) {
        quietWaits = 0;
        if (!connection.isValid(ANSWER_SECONDS)) {
          throw new SQLException("The connection does not answer", "08006");
        }
      }
    }
  }

  private void take(@Nullable PGNotification[] heard) {
    Set<CounterKey> changed = new HashSet<>();
    boolean everything = false;
    boolean network = false;
    boolean rules = false;
    for (PGNotification one : heard) {
      if (one.getName().equals(PostgresNetwork.CHANNEL)) {
        network = true;
        continue;
      }
      if (one.getName().equals(PostgresRuleSets.CHANNEL)) {
        rules = true;
        continue;
      }
      CounterNotice notice = CounterNotice.read(one.getParameter());
      if (!notice.sender().equals(replicaId)) {
        everything |= notice.everything();
        changed.addAll(notice.keys());
      }
    }
    if (everything) {
      forget();
    } else if (!changed.isEmpty()) {
      refresh(changed);
    }
    if (network) {
      lookForNetwork();
    }
    if (rules) {
      rulesChanged.run();
    }
  }

  private void refresh(Set<CounterKey> changed) {
    for (CounterMemory memory : memories) {
      try {
        memory.refresh(changed);
      } catch (RuntimeException e) {
        log.warn("What changed cannot be read, all is forgotten instead: {}", e.getMessage());
        memory.forget();
      }
    }
  }

  private void forget() {
    memories.forEach(CounterMemory::forget);
  }

  private void lookForNetwork() {
    try {
      networkChanged.run();
    } catch (RuntimeException e) {
      log.warn("A newer network cannot be read yet: {}", e.getMessage());
    }
  }

  private void pause() {
    try {
      Thread.sleep(RECONNECT_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
