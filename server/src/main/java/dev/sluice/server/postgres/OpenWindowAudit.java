package dev.sluice.server.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audits the open window again and again beside the orders, on one core of the database. */
public final class OpenWindowAudit implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OpenWindowAudit.class);
  private static final long STOP_MILLIS = 5_000;

  private final Database database;
  private final Duration period;
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable Connection connection;
  private volatile @Nullable List<Audit.Finding> findings;
  private volatile long durationMillis;
  private final AtomicLong runs = new AtomicLong();

  private OpenWindowAudit(Database database, Duration period) {
    this.database = database;
    this.period = period;
    this.thread = new Thread(this::runUntilClosed, "sluice-audit");
    this.thread.setDaemon(true);
  }

  /** Audits every {@code period}, the first time after one. */
  public static OpenWindowAudit start(Database database, Duration period) {
    OpenWindowAudit audit = new OpenWindowAudit(database, period);
    audit.thread.start();
    return audit;
  }

  /** Ids of what it checks. */
  public static List<String> invariants() {
    return Arrays.stream(Invariant.values()).map(Invariant::name).toList();
  }

  /** What the last audit found; NaN when none came to an end yet. */
  public double violations(String invariant) {
    List<Audit.Finding> last = findings;
    if (last == null) {
      return Double.NaN;
    }
    return last.stream()
        .filter(finding -> finding.id().equals(invariant))
        .mapToLong(Audit.Finding::violations)
        .sum();
  }

  /** How long the last audit took. */
  public long lastDurationMillis() {
    return durationMillis;
  }

  /** Audits that came to an end since the start. */
  public long runs() {
    return runs.get();
  }

  /** Stops, also in the middle of an audit. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    Connection busy = connection;
    try {
      if (busy != null) {
        busy.abort(Runnable::run);
      }
      thread.join(STOP_MILLIS);
    } catch (SQLException e) {
      log.debug("Stopping the audit: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runUntilClosed() {
    while (!closing) {
      try {
        Thread.sleep(period.toMillis());
        runOnce();
      } catch (InterruptedException e) {
        return;
      } catch (SQLException | RuntimeException e) {
        if (!closing) {
          log.warn("The audit of the open window is tried again later: {}", e.getMessage());
        }
      }
    }
  }

  private void runOnce() throws SQLException {
    long begin = System.nanoTime();
    List<Audit.Finding> found;
    try (Connection own = database.connectDedicated("audit")) {
      connection = own;
      found = new Audit(own).runOverOpenWindow();
    } finally {
      connection = null;
    }
    durationMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    findings = found;
    runs.incrementAndGet();
    tell(found);
  }

  private void tell(List<Audit.Finding> found) {
    List<Audit.Finding> violated = found.stream().filter(finding -> !finding.holds()).toList();
    if (violated.isEmpty()) {
      log.info("All {} invariants hold over the open window ({} ms)", found.size(), durationMillis);
    }
    for (Audit.Finding finding : violated) {
      log.error(
          "Invariant {} is violated {} times over the open window: {}. Such as: {}",
          finding.id(),
          finding.violations(),
          finding.sentence(),
          String.join("; ", finding.examples()));
    }
  }
}
