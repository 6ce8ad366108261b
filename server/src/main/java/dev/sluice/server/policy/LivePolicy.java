package dev.sluice.server.policy;

import dev.sluice.rules.OutOfFuelException;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.ledger.DatabaseClock;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterRepository;
import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.CurrentNetwork;
import dev.sluice.server.network.Network;
import dev.sluice.server.routing.Policy;
import dev.sluice.server.routing.PolicySource;
import dev.sluice.server.routing.ShareNumbers;
import dev.sluice.server.routing.ShareNumbersBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rule set in force and its share numbers. The numbers are asked for at activation, when the
 * network changes, and at every {@link #refreshShares}; between two of those they stay.
 */
public final class LivePolicy implements PolicySource {

  private final CurrentNetwork network;
  private final CounterRepository counters;
  private final CapacityDays capacityDays;
  private final DatabaseClock clock;
  private volatile Policy policy;
  private volatile Consumer<RuleSet> outOfFuel = failed -> {};
  private Consumer<RuleSet> live = rules -> {};
  private Optional<RuleSet> lastGood = Optional.empty();

  private LivePolicy(
      RuleSet rules,
      CurrentNetwork network,
      CounterRepository counters,
      CapacityDays capacityDays,
      DatabaseClock clock) {
    this.network = network;
    this.counters = counters;
    this.capacityDays = capacityDays;
    this.clock = clock;
    this.policy = new Policy(rules, ShareNumbers.none());
  }

  /** A policy with {@code rules} in force and its share numbers asked for. */
  public static LivePolicy activate(
      RuleSet rules,
      CurrentNetwork network,
      CounterRepository counters,
      CapacityDays capacityDays,
      DatabaseClock clock) {
    LivePolicy live = new LivePolicy(rules, network, counters, capacityDays, clock);
    live.refreshShares();
    network.onChange(changed -> live.refreshShares());
    return live;
  }

  @Override
  public Policy current() {
    return policy;
  }

  /** Told of rules that cost more than a decision may, on the thread of the order. */
  public void onOutOfFuel(Consumer<RuleSet> listener) {
    outOfFuel = listener;
  }

  /** Told of the rules in force now, and whenever others are. */
  public synchronized void onLive(Consumer<RuleSet> listener) {
    live = listener;
    listener.accept(policy.rules());
  }

  /** Puts other rules in force; those before are the last good ones from now on. */
  public synchronized void replace(RuleSet rules) {
    Policy next = new Policy(rules, shares(rules));
    lastGood = Optional.of(policy.rules());
    policy = next;
    live.accept(rules);
  }

  /** Which rules answer where those in force cost more than a decision may. */
  public synchronized void keepLastGood(Optional<RuleSet> rules) {
    lastGood = rules;
  }

  /** Also takes the failed rules out of force. */
  @Override
  public Optional<Policy> lastGood(RuleSet failed) {
    synchronized (this) {
      if (policy.rules().version().equals(failed.version())) {
        if (lastGood.isEmpty()) {
          return Optional.empty();
        }
        policy = new Policy(lastGood.get(), policy.shares());
        live.accept(lastGood.get());
        lastGood = Optional.empty();
      }
    }
    outOfFuel.accept(failed);
    return Optional.of(policy);
  }

  /** Asks the share rules again, on the parcels of today. */
  public synchronized void refreshShares() {
    RuleSet rules = policy.rules();
    try {
      policy = new Policy(rules, shares(rules));
    } catch (OutOfFuelException e) {
      if (lastGood(rules).isEmpty()) {
        throw e;
      }
    }
  }

  /**
   * Asks the share rules of other rules on the parcels of today, for nothing but to see them
   * answer.
   *
   * @throws dev.sluice.rules.RuleFailedException when they cannot
   */
  void tryShares(RuleSet rules) {
    ShareNumbers unused = shares(rules);
  }

  private ShareNumbers shares(RuleSet rules) {
    Instant now = clock.now();
    LocalDate shareDay = capacityDays.shareDay(now);
    Network current = network.get();
    Map<CounterKey, Counter> parcelsToday = counters.read(shareCounters(current, shareDay));
    return ShareNumbersBuilder.build(rules, current, parcelsToday, shareDay, now);
  }

  private static List<CounterKey> shareCounters(Network network, LocalDate shareDay) {
    List<CounterKey> keys = new ArrayList<>();
    network.regionGroups().keySet().forEach(id -> keys.add(CounterKey.allShare(id, shareDay)));
    network.carriers().keySet().forEach(id -> keys.add(CounterKey.carrierDay(id, shareDay)));
    return keys;
  }
}
