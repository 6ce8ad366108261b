package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects the counters that this replica's commits change and tells the others of them. */
final class ReplicaSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ReplicaSender.class);

  /** A counter that every order changes is told once in this time. */
  private static final long PAUSE_MILLIS = 20;

  private static final long RECONNECT_PAUSE_MILLIS = 500;
  private static final long STOP_MILLIS = 2_000;
  private static final int ANSWER_MILLIS = 10_000;

  /** Beyond it the others are told to forget everything. */
  private static final int MAX_PENDING = 20_000;

  private static final String NOTIFY =
      "SELECT pg_notify('" + ReplicaNews.COUNTERS + "', text) FROM unnest(?::text[]) AS t (text)";

  private final RenewedConnection connection;
  private final String replicaId;
  private final Set<CounterKey> pending = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean tooMany;

  private ReplicaSender(Database database, String replicaId) {
    this.connection = new RenewedConnection(() -> connect(database));
    this.replicaId = replicaId;
    this.thread = new Thread(this::sendUntilClosed, "sluice-tell-replicas");
    this.thread.setDaemon(true);
  }

  static ReplicaSender start(Database database, String replicaId) {
    ReplicaSender sender = new ReplicaSender(database, replicaId);
    sender.thread.start();
    return sender;
  }

  void changed(Collection<Counter> fresh) {
    if (pending.size() + fresh.size() > MAX_PENDING) {
      tooMany = true;
      return;
    }
    for (Counter counter : fresh) {
      pending.add(counter.key());
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendUntilClosed() {
    while (!closing) {
      try {
        Thread.sleep(PAUSE_MILLIS);
        send();
      } catch (InterruptedException e) {
        break;
      } catch (SQLException | RuntimeException e) {
        // Nobody knows what of it was told.
        tooMany = true;
        log.warn("Telling other replicas is tried again: {}", e.getMessage());
        connection.close();
        pause();
      }
    }
    connection.close();
  }

  private void send() throws SQLException {
    if (pending.isEmpty() && !tooMany) {
      return;
    }
    List<String> texts;
    if (tooMany) {
      tooMany = false;
      pending.clear();
      texts = List.of(CounterNotice.writeEverything(replicaId));
    } else {
      texts = CounterNotice.write(replicaId, takePending());
    }
    Connection open = connection.get();
    try (PreparedStatement notify = open.prepareStatement(NOTIFY)) {
      notify.setArray(1, SqlArrays.texts(open, texts));
      notify.execute();
    }
  }

  /** What is changed again while it is taken is told again, for it was added after its removal. */
  private List<CounterKey> takePending() {
    List<CounterKey> taken = new ArrayList<>();
    for (Iterator<CounterKey> keys = pending.iterator(); keys.hasNext(); ) {
      taken.add(keys.next());
      keys.remove();
    }
    return taken;
  }

  private static Connection connect(Database database) throws SQLException {
    Connection open = database.connectDedicated("tell");
    try (Statement statement = open.createStatement()) {
      open.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
      // News may be lost in a crash: whoever reconnects after it forgets everything anyway.
      statement.execute("SET synchronous_commit = off; SET statement_timeout = 5000");
      return open;
    } catch (SQLException e) {
      open.close();
      throw e;
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
