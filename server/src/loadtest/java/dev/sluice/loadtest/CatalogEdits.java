package dev.sluice.loadtest;

import dev.sluice.client.PolicyClient;
import dev.sluice.client.RoutingClient;
import dev.sluice.routing.v1.CatalogReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Saves good and bad rules in turn, each a while after the one before was taken or refused. */
final class CatalogEdits implements Callable<CatalogEdits.Outcome> {
  private static final long POLL_MILLIS = 50;
  private static final long LIMIT_SECONDS = 300;

  private final CatalogCopy catalog;
  private final int port;
  private final int first;
  private final int count;
  private final Duration pause;

  /**
   * What became of the edits.
   *
   * @param seconds from each good edit to the moment it was live
   * @param wrong what was refused or taken against expectation
   */
  record Outcome(List<Double> seconds, List<String> wrong) {}

  /**
   * @param first number of the first edit; even ones are good
   * @param pause after each
   */
  CatalogEdits(CatalogCopy catalog, int port, int first, int count, Duration pause) {
    this.catalog = catalog;
    this.port = port;
    this.first = first;
    this.count = count;
    this.pause = pause;
  }

  @Override
  public Outcome call() throws InterruptedException {
    List<Double> seconds = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    try (RoutingClient client = RoutingClient.connect("127.0.0.1:" + port)) {
      PolicyClient policy = client.policy();
      for (int i = first; i < first + count; i++) {
        boolean good = i % 2 == 0;
        CatalogReport before = policy.getStatus().getCatalog();
        long start = System.nanoTime();
        catalog.save(i, good);
        CatalogReport after = awaitChange(policy, before);
        double took = (System.nanoTime() - start) / 1e9;
        boolean taken = after.getReloadCount() > before.getReloadCount();
        if (taken && good) {
          seconds.add(took);
        }
        if (taken != good) {
          wrong.add("edit %d, good %s: %s".formatted(i, good, after.getProblemsList()));
        }
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      }
    }
    return new Outcome(seconds, wrong);
  }

  private static CatalogReport awaitChange(PolicyClient policy, CatalogReport before)
      throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (System.nanoTime() - limit < 0) {
      CatalogReport now = policy.getStatus().getCatalog();
      if (now.getReloadCount() + now.getRefusalCount()
          > before.getReloadCount() + before.getRefusalCount()) {
        return now;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    throw new IllegalStateException(
        "An edit was neither taken nor refused within %d s".formatted(LIMIT_SECONDS));
  }
}
