package dev.sluice.server.policy;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.server.journal.Impact;
import dev.sluice.server.journal.PastOrders;
import dev.sluice.server.ledger.DatabaseClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where rule sets are published, put in force and taken back. What is in force is written to the
 * database first; every replica, this one too, then follows what is written there.
 */
public final class RuleDesk {

  private static final Logger log = LoggerFactory.getLogger(RuleDesk.class);

  /** People wait for it; a saved file must be live within two seconds. */
  private static final Duration PUBLISH_PATIENCE = Duration.ofSeconds(10);

  private static final Duration FOLDER_PATIENCE = Duration.ofMillis(500);

  private final RuleSetRepository repository;
  private final RuleSetLoader loader;
  private final LivePolicy policy;
  private final ShadowRules shadow;
  private final PastOrders pastOrders;
  private final DatabaseClock clock;
  private final Map<String, String> withdrawals = new ConcurrentHashMap<>();
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
      PastOrders pastOrders,
      DatabaseClock clock) {
    this.repository = repository;
    this.loader = loader;
    this.policy = policy;
    this.shadow = shadow;
    this.pastOrders = pastOrders;
    this.clock = clock;
    policy.onOutOfFuel(
        rules -> withdrawals.put(rules.version(), "It cost more than a decision may"));
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
    Impact impact = impact(rules, role, acceptImpact, PUBLISH_PATIENCE);
    repository.store(rules.version(), checked.sources(), by, clock.now());
    appoint(rules.version(), by, role);
    return new Published(checked, impact);
  }

  /**
   * Gives a published rule set another role; one that loses its role as the shadow has none.
   *
   * @throws UnknownRuleSetException when it was never published
   * @throws RulesRefusedException when today's guard refuses it
   * @throws GraveImpactException when it needs an explicit word
   */
  public Impact activate(String version, Signature by, Role role, boolean acceptImpact) {
    if (role == Role.NONE) {
      if (shadow.version().equals(Optional.of(version))) {
        follow(repository.shadow(Optional.empty()));
      }
      return Impact.NONE;
    }
    Impact impact = impact(load(version), role, acceptImpact, PUBLISH_PATIENCE);
    appoint(version, by, role);
    return impact;
  }

  /** Returns to what was in force before {@code live}; answers what is in force then. */
  public InForce rollback(String live, Signature by) {
    InForce then = repository.rollback(live, by, clock.now());
    follow(then);
    log.info("Rolled back from rule set {} to {}", live, then.live().orElse("none"));
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
    impact(rules, Role.LIVE, false, FOLDER_PATIENCE);
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
        });
    follow(repository.inForce());
  }

  /** What this server obeys and asks, and what is in force for all. */
  public DeskStatus status() {
    return new DeskStatus(
        repository.inForce(), policy.current().rules(), shadow.version(), shadow.counts(), trouble);
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

  private RuleSet load(String version) {
    try {
      return loader.get(version);
    } catch (RuleSetException e) {
      throw new RulesRefusedException(e.diagnostics());
    }
  }

  private Impact impact(RuleSet rules, Role role, boolean accepted, Duration patience) {
    RuleSet live = policy.current().rules();
    if (role != Role.LIVE || rules.version().equals(live.version())) {
      return Impact.NONE;
    }
    try {
      policy.tryShares(rules);
    } catch (RuleFailedException e) {
      throw new RulesRefusedException(
          List.of(
              new Diagnostic(
                  "", 0, 0, "shares-failed", e.ruleId(), String.valueOf(e.getMessage()))));
    }
    Impact impact = pastOrders.compare(live, rules, patience);
    if (impact.isGrave() && !accepted) {
      throw new GraveImpactException(rules.version(), impact);
    }
    return impact;
  }

  private void appoint(String version, Signature by, Role role) {
    if (role == Role.LIVE) {
      follow(repository.activate(version, by, clock.now()));
    } else if (role == Role.SHADOW) {
      follow(repository.shadow(Optional.of(version)));
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
    synchronized (this) {
      if (next.revision() <= revision) {
        return;
      }
      live.ifPresent(this::obey);
      shadow.replace(beside);
      revision = next.revision();
      trouble = "";
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
