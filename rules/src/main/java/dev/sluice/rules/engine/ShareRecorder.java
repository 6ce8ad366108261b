package dev.sluice.rules.engine;

import dev.sluice.rules.ShareVerdicts;
import dev.sluice.rules.ShareVerdicts.Cap;
import dev.sluice.rules.ShareVerdicts.Suspension;
import dev.sluice.rules.ShareVerdicts.Target;
import dev.sluice.rules.Shares;
import dev.sluice.rules.Verdict;
import dev.sluice.rules.fact.ShareCarrier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hears the share stage and merges what it says on each carrier. */
final class ShareRecorder implements Shares {
  private static final int PARTS_PER_PERCENT = 10_000;
  private static final Comparator<Target> TARGET_ORDER =
      Comparator.comparingLong(Target::partsPerMillion)
          .thenComparingLong(Target::tolerancePartsPerMillion)
          .thenComparing(Target::ruleId);

  private final Speaker speaker;
  private final StatementLog log;
  private final SortedMap<String, Cap> caps = new TreeMap<>();
  private final SortedMap<String, List<Target>> targets = new TreeMap<>();
  private final SortedMap<String, Suspension> suspensions = new TreeMap<>();

  ShareRecorder(Speaker speaker) {
    this.speaker = speaker;
    this.log = new StatementLog(speaker);
  }

  @Override
  public void cap(ShareCarrier carrier, double percent) {
    cap(carrier, percent, false);
  }

  @Override
  public void cap(ShareCarrier carrier, double percent, String strictness) {
    if (!strictness.equals("strict")) {
      throw new IllegalArgumentException(
          "The third word of a cap is `%s`. Maybe \"strict\", or leave it out?"
              .formatted(strictness));
    }
    cap(carrier, percent, true);
  }

  private void cap(ShareCarrier carrier, double percent, boolean strict) {
    long parts = Amounts.partsPerMillion("cap", percent);
    log.add(
        Verdict.CAP,
        "carrier " + carrier.id() + (strict ? " strict" : ""),
        parts * 1_000_000 / PARTS_PER_PERCENT,
        "");
    caps.merge(
        carrier.id(),
        new Cap(carrier.id(), parts, strict, speaker.ruleId()),
        ShareRecorder::smaller);
  }

  private static Cap smaller(Cap one, Cap other) {
    boolean strict = one.strict() || other.strict();
    int order = Long.compare(one.partsPerMillion(), other.partsPerMillion());
    boolean takesOne = order != 0 ? order < 0 : one.ruleId().compareTo(other.ruleId()) <= 0;
    var smaller = takesOne ? one : other;
    return new Cap(smaller.carrierId(), smaller.partsPerMillion(), strict, smaller.ruleId());
  }

  @Override
  public void target(ShareCarrier carrier, double percent, double tolerance) {
    long parts = Amounts.partsPerMillion("target", percent);
    long toleranceParts = Amounts.partsPerMillion("tolerance", tolerance);
    log.add(
        Verdict.TARGET,
        "carrier " + carrier.id(),
        parts * 1_000_000 / PARTS_PER_PERCENT,
        "within " + percent(toleranceParts) + " percentage points");
    targets
        .computeIfAbsent(carrier.id(), id -> new ArrayList<>())
        .add(new Target(carrier.id(), parts, toleranceParts, speaker.ruleId()));
  }

  @Override
  public void suspend(ShareCarrier carrier, String reason) {
    log.add(Verdict.SUSPEND, "carrier " + carrier.id(), 0, reason);
    suspensions.merge(
        carrier.id(),
        new Suspension(carrier.id(), speaker.ruleId(), reason),
        (one, other) -> one.ruleId().compareTo(other.ruleId()) <= 0 ? one : other);
  }

  ShareVerdicts verdicts() {
    var chosen = new ArrayList<Target>();
    var conflicts = new ArrayList<String>();
    for (var said : targets.values()) {
      said.sort(TARGET_ORDER);
      var smallest = said.get(0);
      chosen.add(smallest);
      for (var other : said) {
        if (other.partsPerMillion() != smallest.partsPerMillion()) {
          conflicts.add(conflict(smallest, other));
        }
      }
    }
    return new ShareVerdicts(
        List.copyOf(caps.values()),
        chosen,
        List.copyOf(suspensions.values()),
        conflicts,
        log.statements(),
        log.spoken());
  }

  private static String conflict(Target one, Target other) {
    return "The target of carrier `%s` is %s percent by %s and %s percent by %s. Maybe keep one?"
        .formatted(
            one.carrierId(),
            percent(one.partsPerMillion()),
            one.ruleId(),
            percent(other.partsPerMillion()),
            other.ruleId());
  }

  private static double percent(long partsPerMillion) {
    return partsPerMillion / (double) PARTS_PER_PERCENT;
  }
}
