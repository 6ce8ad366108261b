package dev.sluice.server.journal;

import dev.sluice.rules.RuleSet;
import dev.sluice.server.journal.RecordFormat.Seen;
import dev.sluice.server.ledger.ProposedPlan;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.network.Network;
import dev.sluice.server.routing.Decider;
import dev.sluice.server.routing.Decision;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.Policy;
import dev.sluice.server.routing.ShareNumbers;
import dev.sluice.server.routing.WideningDecider;
import dev.sluice.server.routing.WideningDecider.Comparison;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides stored plans once more, by the very same code on what was seen then, to explain them.
 * What comes out must be the plan that is stored, or nothing is explained.
 */
public final class DecisionReplay implements PlanExplanations {

  private static final Logger log = LoggerFactory.getLogger(DecisionReplay.class);

  /** For compiling a rule set: callers give up soon after. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DecisionRepository repository;
  private final PastNetworks networks;
  private final Function<String, CompletableFuture<Optional<RuleSet>>> ruleSets;
  private final UnaryOperator<DecisionInput> wider;
  private final RecordFormat format = new RecordFormat();

  /**
   * @param ruleSets finds a rule set by its version, if it was ever published
   * @param wider sees twice as many as was seen then, by the numbers of now; the same where the
   *     network is another one by now
   */
  public DecisionReplay(
      DecisionRepository repository,
      PastNetworks networks,
      Function<String, CompletableFuture<Optional<RuleSet>>> ruleSets,
      UnaryOperator<DecisionInput> wider) {
    this.wider = wider;
    this.repository = repository;
    this.networks = networks;
    this.ruleSets = ruleSets;
  }

  @Override
  public ReplayedExplanation explain(StoredPlan plan) {
    try {
      Seen seen = read(plan, () -> getRules(plan.plan().ruleSetVersion()));
      Decision again = new Decider(seen.limits()).decide(seen.input());
      return ReplayedExplanation.of(again.explain(getDecided(plan, again)));
    } catch (MissingException e) {
      return ReplayedExplanation.missing(e.getMessage());
    } catch (UnreadableRecordException e) {
      log.warn("The decision record of plan {} cannot be read", plan.planId(), e);
      return ReplayedExplanation.missing(
          "Its decision record cannot be read: "
              + e.getMessage()
              + ". Maybe another version of Sluice made the plan.");
    }
  }

  /**
   * What other rules would have decided on what was seen then.
   *
   * @return empty when what was seen is not recorded
   * @throws dev.sluice.rules.RuleFailedException when a rule says something impossible
   */
  public Optional<Decision> decideBy(RuleSet rules, StoredPlan plan) {
    return find(rules, plan).map(seen -> decider(seen).decide(seen.input()).decision());
  }

  /**
   * What other rules would have decided on what was seen then. Where they would have looked farther
   * they see the rest as it is now, and so do the live ones, to be compared with.
   *
   * @return empty when what was seen is not recorded
   * @throws dev.sluice.rules.RuleFailedException when the other rules say something impossible
   */
  public Optional<Comparison> compare(RuleSet live, RuleSet other, StoredPlan plan) {
    return find(live, plan)
        .map(seen -> decider(seen).compare(seen.input(), new Policy(other, seen.input().shares())));
  }

  private WideningDecider decider(Seen seen) {
    return WideningDecider.of(new Decider(seen.limits()), wider);
  }

  private Optional<Seen> find(RuleSet rules, StoredPlan plan) {
    try {
      return Optional.of(read(plan, () -> rules));
    } catch (MissingException | UnreadableRecordException e) {
      return Optional.empty();
    }
  }

  private Seen read(StoredPlan plan, Supplier<RuleSet> rules) {
    StoredRecord record =
        repository
            .find(plan.planId())
            .orElseThrow(
                () ->
                    new MissingException(
                        "What its decision saw is not recorded. Maybe it was written just now: ask"
                            + " again in a second; or a crash lost it, or it is older than what is"
                            + " kept."));
    Network network =
        networks
            .find(record.networkVersion())
            .orElseThrow(() -> notRecorded("Network " + record.networkVersion()));
    ShareNumbers shares =
        repository
            .findShares(record.shareNumbersId())
            .orElseThrow(() -> notRecorded("What the share rules said"));
    return format.read(record.content(), plan.decidedOrder(), network, shares, rules.get());
  }

  private RuleSet getRules(String version) {
    try {
      return ruleSets
          .apply(version)
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .orElseThrow(() -> notRecorded("Rule set " + version));
    } catch (TimeoutException e) {
      throw new MissingException(
          "Rule set " + version + " is being compiled. Maybe ask again in a second.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("Rule set " + version + " cannot be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MissingException("The server stops. Maybe ask again in a second.");
    }
  }

  /** The proposal, or the alternative of it, that became the stored plan. */
  private static RoutingPlan getDecided(StoredPlan plan, Decision again) {
    return Stream.concat(Stream.of(again.result().plan()), again.result().alternatives().stream())
        .map(ProposedPlan::plan)
        .filter(decided -> became(decided, plan))
        .findFirst()
        .orElseThrow(
            () -> {
              log.warn("Plan {} was decided again and came out otherwise", plan.planId());
              return new MissingException(
                  "Decided again on what was seen then, the plan comes out otherwise. Maybe another"
                      + " version of Sluice made it.");
            });
  }

  /** A later revision begins with what it carried over, which no decision of its own made. */
  private static boolean became(RoutingPlan decided, StoredPlan stored) {
    RoutingPlan plan = stored.plan();
    if (stored.revision() == 1) {
      return decided.withFallback(plan.fallback()).equals(plan);
    }
    int carried = stored.lineage().carriedShipments();
    List<PlannedShipment> added = new ArrayList<>();
    for (PlannedShipment shipment : plan.shipments().subList(carried, plan.shipments().size())) {
      added.add(shipment.withNumber(shipment.number() - carried));
    }
    return decided.shipments().equals(added)
        && decided.unfulfilledLines().equals(plan.unfulfilledLines())
        && decided.orderCost().equals(plan.orderCost())
        && decided.decidedTime().equals(plan.decidedTime())
        && decided.ruleSetVersion().equals(plan.ruleSetVersion());
  }

  private static MissingException notRecorded(String subject) {
    return new MissingException(
        subject + " is not recorded. Maybe a crash lost it, or it is older than what is kept.");
  }

  /** Why there is no explanation, for people. */
  private static final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String why;

    MissingException(String why) {
      super(why, null, false, false);
      this.why = why;
    }

    @Override
    public String getMessage() {
      return why;
    }
  }
}
