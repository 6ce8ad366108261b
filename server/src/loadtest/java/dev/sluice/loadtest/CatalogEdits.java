package dev.sluice.loadtest;

import dev.sluice.client.PolicyClient;
import dev.sluice.client.RoutingClient;
import dev.sluice.routing.v1.CatalogReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Saves good and bad rules in turn, each when the one before was taken or refused. */
final class CatalogEdits implements Callable<CatalogEdits.Outcome> {
  private static final long POLL_MILLIS = 50;
  private static final long LIMIT_SECONDS = 300;

  private final CatalogCopy catalog;
  private final int port;
  private final int count;

  /**
   * What became of the edits.
   *
   * @param seconds from each good edit to the moment it was live
   * @param wrong what was refused or taken against expectation
   */
  record Outcome(List<Double> seconds, List<String> wrong) {}

  CatalogEdits(CatalogCopy catalog, int port, int count) {
    this.catalog = catalog;
    this.port = port;
    this.count = count;
  }

  @Override
  public Outcome call() throws InterruptedException {
    List<Double> seconds = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    try (RoutingClient client = RoutingClient.connect("127.0.0.1:" + port)) {
      PolicyClient policy = client.policy();
      for (int i = 0; i < count; i++) {
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
