package dev.sluice.server.policy;

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

  /** Puts other rules in force; those before are the last good ones from now on. */
  public synchronized void replace(RuleSet rules) {
    lastGood = Optional.of(policy.rules());
    policy = new Policy(rules, policy.shares());
    refreshShares();
  }

  /** Also takes the failed rules out of force. */
  @Override
  public synchronized Optional<Policy> lastGood(RuleSet failed) {
    RuleSet live = policy.rules();
    if (live.version().equals(failed.version())) {
      if (lastGood.isEmpty()) {
        return Optional.empty();
      }
      policy = new Policy(lastGood.get(), policy.shares());
      lastGood = Optional.empty();
    }
    return Optional.of(policy);
  }

  /** Asks the share rules again, on the parcels of today. */
  public synchronized void refreshShares() {
    Instant now = clock.now();
    LocalDate shareDay = capacityDays.shareDay(now);
    Network current = network.get();
    Map<CounterKey, Counter> parcelsToday = counters.read(shareCounters(current, shareDay));
    RuleSet rules = policy.rules();
    policy =
        new Policy(rules, ShareNumbersBuilder.build(rules, current, parcelsToday, shareDay, now));
  }

  private static List<CounterKey> shareCounters(Network network, LocalDate shareDay) {
    List<CounterKey> keys = new ArrayList<>();
    network.regionGroups().keySet().forEach(id -> keys.add(CounterKey.allShare(id, shareDay)));
    network.carriers().keySet().forEach(id -> keys.add(CounterKey.carrierDay(id, shareDay)));
    return keys;
  }
}
