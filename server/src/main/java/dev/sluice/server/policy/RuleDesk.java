package dev.sluice.server.policy;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.OutOfFuelException;
import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.server.journal.Effort;
import dev.sluice.server.journal.Impact;
import dev.sluice.server.journal.PastOrders;
import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.routing.ShareNumbers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where rule sets are published, put in force and taken back. What is in force is written to the
 * database first; every replica, this one too, then follows what is written there.
 */
public final class RuleDesk {

  private static final Logger log = LoggerFactory.getLogger(RuleDesk.class);

  /** People wait for it. */
  private static final Effort PUBLISH_EFFORT = Effort.whole(Duration.ofSeconds(10));

  /** A saved file must be live within two seconds, and new orders come first. */
  private static final Effort FOLDER_EFFORT = new Effort(Duration.ofMillis(500), 3);

  private final RuleSetRepository repository;
  private final RuleSetLoader loader;
  private final LivePolicy policy;
  private final ShadowRules shadow;
  private final TrialCounts trials;
  private final PastOrders pastOrders;
  private final DatabaseClock clock;
  private final Map<String, String> withdrawals = new ConcurrentHashMap<>();
  private final AtomicLong withdrawn = new AtomicLong();
  private long revision = -1;
  private volatile String trouble = "";

  /**
   * @param policy follows what is in force
   */
  public RuleDesk(
      RuleSetRepository repository,
      RuleSetLoader loader,
      LivePolicy policy,
      ShadowRules shadow,
      TrialCounts trials,
      PastOrders pastOrders,
      DatabaseClock clock) {
    this.repository = repository;
    this.loader = loader;
    this.policy = policy;
    this.shadow = shadow;
    this.trials = trials;
    this.pastOrders = pastOrders;
    this.clock = clock;
    policy.onFailure((rules, why) -> withdrawals.put(rules.version(), reason(why)));
    shadow.onOutOfFuel(
        (rules, why) -> withdrawals.put(rules.version(), "As the shadow: " + reason(why)));
  }

  private static String reason(RuleFailedException failure) {
    return failure instanceof OutOfFuelException
        ? "It cost more than a decision may, at rule " + failure.ruleId()
        : String.valueOf(failure.getMessage());
  }

  /** Checks rules and tells what is wrong; nothing else happens. */
  public CheckedRules check(RuleSources sources) {
    return loader.check(sources);
  }

  /**
   * Stores checked rules and gives them their role.
   *
   * @param acceptImpact whether many more unfulfilled orders are meant
   * @throws RulesRefusedException when they are wrong
   * @throws GraveImpactException when they need an explicit word
   */
  public Published publish(CheckedRules checked, Signature by, Role role, boolean acceptImpact) {
    RuleSet rules = checked.get();
    Impact impact = impact(rules, role, acceptImpact, PUBLISH_EFFORT);
    repository.store(rules.version(), checked.sources(), by, clock.now());
    appoint(rules.version(), by, role);
    return new Published(checked, impact);
  }

  /**
   * Gives a published rule set another role; one that was the shadow or on trial has no other.
   *
   * @throws UnknownRuleSetException when it was never published
   * @throws RulesRefusedException when today's guard refuses it
   * @throws GraveImpactException when it needs an explicit word
   */
  public Impact activate(String version, Signature by, Role role, boolean acceptImpact) {
    if (role.kind() == Role.Kind.NONE) {
      follow(repository.dismiss(version));
      return Impact.NONE;
    }
    Impact impact = impact(load(version), role, acceptImpact, PUBLISH_EFFORT);
    appoint(version, by, role);
    return impact;
  }

  /**
   * Ends the trial of {@code leave}, or returns to what was in force before it; answers what is in
   * force then.
   */
  public InForce rollback(String leave, Signature by) {
    InForce then = repository.rollback(leave, by, clock.now());
    follow(then);
    log.info("Rolled back rule set {}; {} is live", leave, then.live().orElse("none"));
    return then;
  }

  /**
   * Puts the rules of the catalog folder in force, if they are others.
   *
   * @throws RulesRefusedException when they are wrong
   * @throws GraveImpactException when they need an explicit word
   */
  public void takeFromFolder(CheckedRules checked) {
    Signature by = Signature.ofService("From the catalog folder");
    RuleSet rules = checked.get();
    if (rules.version().equals(policy.current().rules().version())) {
      return;
    }
    impact(rules, Role.LIVE, false, FOLDER_EFFORT);
    repository.store(rules.version(), checked.sources(), by, clock.now());
    appoint(rules.version(), by, Role.LIVE);
  }

  /** Follows what is in force in the database; does nothing when that did not change. */
  public void converge() {
    withdrawals.forEach(
        (version, reason) -> {
          log.error("Rule set {} is taken out of service: {}", version, reason);
          repository.withdraw(version, reason, clock.now());
          withdrawals.remove(version, reason);
          withdrawn.incrementAndGet();
        });
    follow(repository.inForce());
  }

  /** How many rule sets this server took out of service. */
  public long withdrawals() {
    return withdrawn.get();
  }

  /** Whether this server cannot obey what is in force. */
  public boolean isInTrouble() {
    return !trouble.isEmpty();
  }

  /** What this server obeys and asks, and what is in force for all. */
  public DeskStatus status() {
    return new DeskStatus(
        repository.inForce(),
        policy.current().rules(),
        shadow.version(),
        shadow.counts(),
        trials.report(),
        repository.findLastWithdrawn(),
        trouble);
  }

  /** The newest first, those below a number. */
  public List<StoredRuleSet> list(int limit, long below) {
    return repository.list(limit, below);
  }

  /** A published version; throws {@link UnknownRuleSetException}. */
  public StoredRuleSet get(String version) {
    return repository.find(version).orElseThrow(() -> new UnknownRuleSetException(version));
  }

  /** Its files; throws {@link UnknownRuleSetException}. */
  public RuleSources getSources(String version) {
    return repository.findSources(version).orElseThrow(() -> new UnknownRuleSetException(version));
  }

  /**
   * A published rule set, compiled.
   *
   * @throws UnknownRuleSetException when it was never published
   * @throws RulesRefusedException when today's guard refuses it
   */
  public RuleSet load(String version) {
    try {
      return loader.get(version);
    } catch (RuleSetException e) {
      throw new RulesRefusedException(e.diagnostics());
    }
  }

  private Impact impact(RuleSet rules, Role role, boolean accepted, Effort effort) {
    RuleSet live = policy.current().rules();
    if (!role.isObeyed()) {
      return Impact.NONE;
    }
    if (rules.version().equals(live.version())) {
      if (role.kind() == Role.Kind.TRIAL) {
        throw RulesRefusedException.of(
            "trial-of-live",
            live.version(),
            "Rule set %s is live already. Maybe another version was meant?"
                .formatted(live.version()));
      }
      return Impact.NONE;
    }
    try {
      ShareNumbers unused = policy.tryShares(rules);
    } catch (RuleFailedException e) {
      throw RulesRefusedException.sharesFailed(e);
    }
    Impact impact = pastOrders.compare(live, rules, effort);
    if (impact.isGrave() && !accepted) {
      throw new GraveImpactException(rules.version(), impact);
    }
    return impact;
  }

  private void appoint(String version, Signature by, Role role) {
    switch (role.kind()) {
      case LIVE -> follow(repository.activate(version, by, clock.now()));
      case TRIAL -> {
        TrialShare share = new TrialShare(version, role.trialPercent());
        follow(repository.tryOut(share, by, clock.now()));
      }
      case SHADOW -> follow(repository.shadow(version));
      case NONE -> {}
    }
  }

  /** Rules are loaded outside of the lock, so that a way back never waits for a compiler. */
  private void follow(InForce next) {
    synchronized (this) {
      if (next.revision() <= revision) {
        return;
      }
    }
    Optional<RuleSet> live;
    try {
      live = next.live().map(loader::get);
    } catch (RuleSetException | UnknownRuleSetException e) {
      refuse(next, e);
      return;
    }
    Optional<RuleSet> beside = next.shadow().flatMap(this::find);
    Optional<RuleSet> onTrial = next.trialVersion().flatMap(this::find);
    synchronized (this) {
      if (next.revision() <= revision) {
        return;
      }
      live.ifPresent(this::obey);
      shadow.replace(beside);
      trouble = "";
      tryOut(next.trial(), onTrial);
      revision = next.revision();
    }
    policy.keepLastGood(next.before().flatMap(this::find));
  }

  private void obey(RuleSet rules) {
    if (rules.version().equals(policy.current().rules().version())) {
      return;
    }
    try {
      policy.replace(rules);
      log.info("Rule set {} with {} rules is live", rules.version(), rules.rules().size());
    } catch (RuleFailedException e) {
      withdrawals.put(rules.version(), "Its share rules fail: " + e.getMessage());
    }
  }

  private void tryOut(Optional<TrialShare> share, Optional<RuleSet> rules) {
    trials.follow(rules.map(RuleSet::version));
    if (rules.isEmpty()) {
      policy.endTrial();
      trouble =
          share
              .map(
                  one ->
                      "Rule set %s is on trial, but this server cannot compile it"
                          .formatted(one.version()))
              .orElse("");
      return;
    }
    policy.tryOut(rules.get(), share.orElseThrow());
  }

  /** Another version of this server made them; looking again would end the same way. */
  private synchronized void refuse(InForce next, RuntimeException e) {
    trouble =
        "Rule set %s is in force, but this server cannot compile it and keeps %s: %s"
            .formatted(next.live().orElse(""), policy.current().rules().version(), e.getMessage());
    log.error("{}", trouble);
    revision = Math.max(revision, next.revision());
  }

  /** Empty where this server cannot compile it. */
  private Optional<RuleSet> find(String version) {
    try {
      return Optional.of(loader.get(version));
    } catch (RuleSetException | UnknownRuleSetException e) {
      log.warn("Rule set {} cannot be compiled here: {}", version, e.getMessage());
      return Optional.empty();
    }
  }

  /** One reason as a list, for those that show reasons as lists. */
  static List<Diagnostic> asProblems(RuntimeException refusal) {
    return refusal instanceof RulesRefusedException refused
        ? refused.problems()
        : List.of(new Diagnostic("", 0, 0, "impact", "", String.valueOf(refusal.getMessage())));
  }
}
