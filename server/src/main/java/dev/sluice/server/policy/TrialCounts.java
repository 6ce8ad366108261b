package dev.sluice.server.policy;

import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.routing.Decision;
import dev.sluice.server.routing.DecisionInput;
import dev.sluice.server.routing.DecisionListener;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts what became of orders on either side of a trial, since it began, on this server. */
public final class TrialCounts implements DecisionListener {

  private volatile @Nullable Tally tally;

  /**
   * What became of the orders of both sides.
   *
   * @param trial those that the rule set on trial decided
   * @param live the others
   */
  public record Report(Side trial, Side live) {}

  /**
   * What became of the orders of one side.
   *
   * @param orders how many were decided
   * @param unfulfilled of them those with a line unfulfilled
   * @param shipments in how many shipments they go
   * @param costMicros what they cost together, in micro-yuan
   */
  public record Side(long orders, long unfulfilled, long shipments, long costMicros) {
    private static final Side NONE = new Side(0, 0, 0, 0);

    private Side plus(StoredPlan plan) {
      return new Side(
          orders + 1,
          unfulfilled + (plan.plan().unfulfilledLines().isEmpty() ? 0 : 1),
          shipments + plan.plan().shipments().size(),
          costMicros + plan.plan().totalMicros());
    }
  }

  /** Counts this trial from now on, anew unless it is the same rule set; empty: none. */
  public synchronized void follow(Optional<String> version) {
    @Nullable Tally now = tally;
    String before = now == null ? "" : now.version;
    if (!before.equals(version.orElse(""))) {
      tally = version.map(Tally::new).orElse(null);
    }
  }

  /** Empty without a trial. */
  public Optional<Report> report() {
    return Optional.ofNullable(tally).map(Tally::report);
  }

  @Override
  public Consumer<StoredPlan> decided(DecisionInput input, Decision decision) {
    @Nullable Tally now = tally;
    return now == null ? plan -> {} : now::add;
  }

  /** One trial's numbers. */
  private static final class Tally {
    private final String version;
    private Side trial = Side.NONE;
    private Side live = Side.NONE;

    Tally(String version) {
      this.version = version;
    }

    /** Later revisions are of orders that were counted. */
    synchronized void add(StoredPlan plan) {
      if (plan.revision() > 1) {
        return;
      }
      if (plan.plan().ruleSetVersion().equals(version)) {
        trial = trial.plus(plan);
      } else {
        live = live.plus(plan);
      }
    }

    synchronized Report report() {
      return new Report(trial, live);
    }
  }
}
