package dev.sluice.server.postgres;

import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.routing.model.OrderKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What is committed together; fixed once formed, so that it can be sent again as it was. */
record Batch(Instant now, List<Order> orders) {

  /** A proposal whose caller waits. */
  record Waiting(Proposal proposal, CompletableFuture<ReserveResult> answer) {

    static Waiting of(Proposal proposal) {
      return new Waiting(proposal, new CompletableFuture<>());
    }
  }

  /**
   * All proposals of one order key: the first is committed, the others learn what became of it.
   *
   * @param planId the plan's, should it be stored
   * @param joined in the order of arrival
   */
  record Order(String planId, List<Waiting> joined) {

    Proposal proposal() {
      return joined.get(0).proposal();
    }

    OrderKey key() {
      return proposal().order().key();
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** Joins what has equal order keys; keeps the order of arrival. */
  static Batch form(List<Waiting> arrived, Instant now) {
    Map<OrderKey, List<Waiting>> byKey = new LinkedHashMap<>();
    for (Waiting one : arrived) {
      byKey.computeIfAbsent(one.proposal().order().key(), key -> new ArrayList<>(1)).add(one);
    }
    List<Order> orders = new ArrayList<>(byKey.size());
    byKey.forEach((key, joined) -> orders.add(new Order(PlanIds.create(key, 1, now), joined)));
    return new Batch(now, orders);
  }

  int size() {
    return orders.size();
  }

  /** The same, in two transactions. */
  List<Batch> halves() {
    int middle = orders.size() / 2;
    return List.of(
        new Batch(now, orders.subList(0, middle)),
        new Batch(now, orders.subList(middle, orders.size())));
  }
}
