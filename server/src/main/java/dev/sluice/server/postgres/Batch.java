package dev.sluice.server.postgres;

import dev.sluice.server.ledger.LedgerEntry;
import dev.sluice.server.ledger.PlanIds;
import dev.sluice.server.ledger.PlanTransitions;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.ledger.ReserveResult;
import dev.sluice.server.ledger.TransitionResult;
import dev.sluice.server.routing.model.OrderKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * What is committed together; fixed once formed, so that it can be sent again as it was.
 *
 * @param orders in the order of arrival
 * @param changes of plans that are stored already, in the order of arrival
 */
record Batch(Instant now, List<Order> orders, List<Change> changes) {

  /** A request whose caller waits. */
  sealed interface Waiting {
    /** After which nobody waits any more. */
    Instant deadline();

    void fail(Throwable why);
  }

  /** A proposal whose caller waits. */
  record Ask(Proposal proposal, CompletableFuture<ReserveResult> answer) implements Waiting {

    static Ask of(Proposal proposal) {
      return new Ask(proposal, new CompletableFuture<>());
    }

    @Override
    public Instant deadline() {
      return proposal.deadline();
    }

    @Override
    public void fail(Throwable why) {
      answer.completeExceptionally(why);
    }
  }

  /**
   * A step in the life of a stored plan. It may be tried again, also after a commit whose answer
   * was lost: a step that was taken is no change when it is taken again.
   */
  static final class Change implements Waiting {
    private final String planId;
    private final BiFunction<LedgerEntry, Instant, PlanTransitions.Outcome> transition;
    private final CompletableFuture<TransitionResult> answer = new CompletableFuture<>();

    Change(String planId, BiFunction<LedgerEntry, Instant, PlanTransitions.Outcome> transition) {
      this.planId = planId;
      this.transition = transition;
    }

    String planId() {
      return planId;
    }

    PlanTransitions.Outcome apply(LedgerEntry entry, Instant now) {
      return transition.apply(entry, now);
    }

    CompletableFuture<TransitionResult> answer() {
      return answer;
    }

    @Override
    public Instant deadline() {
      return Instant.MAX;
    }

    @Override
    public void fail(Throwable why) {
      answer.completeExceptionally(why);
    }
  }

  /** All proposals of one order key: the first is committed, the others hear what became of it. */
  static final class Order {
    private final String planId;
    private final List<Ask> joined;

    Order(String planId, List<Ask> joined) {
      this.planId = planId;
      this.joined = joined;
    }

    /** The plan's, should it be stored. */
    String planId() {
      return planId;
    }

    /** In the order of arrival. */
    List<Ask> joined() {
      return joined;
    }

    Proposal proposal() {
      return joined.get(0).proposal();
    }

    OrderKey key() {
      return proposal().order().key();
    }
  }

  /** Joins proposals that have equal order keys; keeps the order of arrival. */
  static Batch form(List<Waiting> arrived, Instant now) {
    Map<OrderKey, List<Ask>> byKey = new LinkedHashMap<>();
    List<Change> changes = new ArrayList<>();
    for (Waiting one : arrived) {
      if (one instanceof Ask ask) {
        byKey.computeIfAbsent(ask.proposal().order().key(), key -> new ArrayList<>(1)).add(ask);
      } else if (one instanceof Change change) {
        changes.add(change);
      }
    }
    List<Order> orders = new ArrayList<>(byKey.size());
    byKey.forEach((key, joined) -> orders.add(new Order(PlanIds.create(key, 1, now), joined)));
    return new Batch(now, orders, changes);
  }

  int size() {
    return orders.size() + changes.size();
  }

  /** Everybody who waits for it. */
  List<Waiting> waiting() {
    List<Waiting> all = new ArrayList<>(changes);
    orders.forEach(order -> all.addAll(order.joined()));
    return all;
  }

  /** The same, in two transactions. */
  List<Batch> halves() {
    if (!orders.isEmpty() && !changes.isEmpty()) {
      return List.of(new Batch(now, List.of(), changes), new Batch(now, orders, List.of()));
    }
    int orderHalf = orders.size() / 2;
    int changeHalf = changes.size() / 2;
    return List.of(
        new Batch(now, orders.subList(0, orderHalf), changes.subList(0, changeHalf)),
        new Batch(
            now,
            orders.subList(orderHalf, orders.size()),
            changes.subList(changeHalf, changes.size())));
  }

  /** For people: whose it is, where it is one's alone. */
  String subject() {
    if (size() != 1) {
      return "A batch of " + size();
    }
    return orders.isEmpty()
        ? "A change of plan " + changes.get(0).planId()
        : "Order %s/%s".formatted(orders.get(0).key().channel(), orders.get(0).key().orderId());
  }
}
