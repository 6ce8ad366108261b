package dev.sluice.server.policy;

import dev.sluice.rules.OutOfFuelException;
import dev.sluice.rules.RuleFailedException;
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
import dev.sluice.server.routing.ShareSteering;
import dev.sluice.server.routing.model.OrderKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule set in force and its share numbers. The numbers are asked for at activation, before
 * another network is in place, and at every {@link #refreshShares}; between two of those they stay.
 */
public final class LivePolicy implements PolicySource {

  private static final Logger log = LoggerFactory.getLogger(LivePolicy.class);

  /** How many parcels a day has is told by the same weekday before; else by the day before. */
  private static final int[] LIKE_DAYS_BACK = {7, 1};

  private final CounterRepository counters;
  private final CapacityDays capacityDays;
  private final long edgeMicros;
  private final DatabaseClock clock;
  private volatile Network network;
  private volatile Policy policy;
  private volatile @Nullable Trial trial;
  private volatile BiConsumer<RuleSet, RuleFailedException> failure = (rules, why) -> {};
  private Consumer<RuleSet> live = rules -> {};
  private Optional<RuleSet> lastGood = Optional.empty();

  /** Rules that decide a share of the orders, by the share numbers of the live ones. */
  private record Trial(RuleSet rules, TrialShare share) {}

  private LivePolicy(
      RuleSet rules,
      Network network,
      CounterRepository counters,
      CapacityDays capacityDays,
      long edgeMicros,
      DatabaseClock clock) {
    this.network = network;
    this.counters = counters;
    this.capacityDays = capacityDays;
    this.edgeMicros = edgeMicros;
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
    return activate(
        rules, network, counters, capacityDays, ShareSteering.DEFAULT_EDGE_MICROS, clock);
  }

  /**
   * The same with its own strength of steering.
   *
   * @param edgeMicros see {@link ShareSteering#edgeMicros}
   */
  public static LivePolicy activate(
      RuleSet rules,
      CurrentNetwork network,
      CounterRepository counters,
      CapacityDays capacityDays,
      long edgeMicros,
      DatabaseClock clock) {
    LivePolicy live =
        new LivePolicy(rules, network.get(), counters, capacityDays, edgeMicros, clock);
    network.beforeChange(live::prepare);
    live.refreshShares();
    return live;
  }

  @Override
  public Policy current() {
    return policy;
  }

  @Override
  public Policy forOrder(OrderKey key) {
    Policy live = policy;
    @Nullable Trial now = trial;
    return now != null && now.share.takes(key) ? new Policy(now.rules, live.shares()) : live;
  }

  /** Those of the rules in effect that have this version: the live ones, or those on trial. */
  public Optional<RuleSet> findInEffect(String version) {
    @Nullable Trial now = trial;
    return Stream.of(Optional.of(policy.rules()), Optional.ofNullable(now).map(Trial::rules))
        .flatMap(Optional::stream)
        .filter(rules -> rules.version().equals(version))
        .findFirst();
  }

  /** Whether these rules are on trial. */
  public boolean isOnTrial(RuleSet rules) {
    @Nullable Trial now = trial;
    return now != null && now.rules.version().equals(rules.version());
  }

  /** Told of rules that must not decide any more, on the thread of the order. */
  public void onFailure(BiConsumer<RuleSet, RuleFailedException> listener) {
    failure = listener;
  }

  /** Lets rules decide a share of the orders. */
  public synchronized void tryOut(RuleSet rules, TrialShare share) {
    trial = new Trial(rules, share);
  }

  /** All orders are decided by the live rules again. */
  public synchronized void endTrial() {
    trial = null;
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

  /**
   * Also takes the failed rules out of force. Rules on trial leave for any failure, live ones only
   * for their cost.
   */
  @Override
  public Optional<Policy> lastGood(RuleSet failed, RuleFailedException why) {
    boolean tooCostly = why instanceof OutOfFuelException;
    boolean onTrial;
    synchronized (this) {
      onTrial = isOnTrial(failed);
      if (onTrial) {
        trial = null;
      } else if (policy.rules().version().equals(failed.version())) {
        if (!tooCostly || lastGood.isEmpty()) {
          return Optional.empty();
        }
        RuleSet good = lastGood.get();
        policy = new Policy(good, sharesOr(policy.shares(), good));
        live.accept(good);
        lastGood = Optional.empty();
      }
    }
    if (tooCostly || onTrial) {
      failure.accept(failed, why);
    }
    return Optional.of(policy);
  }

  /** What the rules say on shares; where they cannot be asked now, the next refresh asks them. */
  private ShareNumbers sharesOr(ShareNumbers otherwise, RuleSet rules) {
    try {
      return shares(rules);
    } catch (RuntimeException e) {
      log.warn("The share rules of {} cannot be asked now", rules.version(), e);
      return otherwise;
    }
  }

  /**
   * Else orders of a network that is new here would pass caps that nobody has asked for yet. Rules
   * that fail must not keep out what may close a warehouse.
   */
  private synchronized void prepare(Network newer) {
    network = newer;
    try {
      refreshShares();
    } catch (RuleFailedException e) {
      log.warn(
          "The share rules of {} cannot be asked on network {}, their numbers stay as they were",
          policy.rules().version(),
          newer.version(),
          e);
    }
  }

  /** Asks the share rules again, on the parcels of today. */
  public synchronized void refreshShares() {
    RuleSet rules = policy.rules();
    try {
      policy = new Policy(rules, shares(rules));
    } catch (OutOfFuelException e) {
      if (lastGood(rules, e).isEmpty()) {
        throw e;
      }
    }
  }

  /**
   * Asks the share rules of other rules on the parcels of today, for nothing but to see them
   * answer.
   *
   * @throws RuleFailedException when they cannot
   */
  ShareNumbers tryShares(RuleSet rules) {
    return shares(rules);
  }

  private ShareNumbers shares(RuleSet rules) {
    Instant now = clock.now();
    LocalDate shareDay = capacityDays.shareDay(now);
    Network current = network;
    Map<CounterKey, Counter> parcels = counters.read(shareCounters(current, shareDay));
    ShareSteering steering =
        edgeMicros == 0
            ? ShareSteering.OFF
            : new ShareSteering(edgeMicros, usualParcels(current, parcels, shareDay));
    return ShareNumbersBuilder.build(rules, current, parcels, steering, shareDay, now);
  }

  private static List<CounterKey> shareCounters(Network network, LocalDate shareDay) {
    List<CounterKey> keys = new ArrayList<>();
    for (String groupId : network.regionGroups().keySet()) {
      keys.add(CounterKey.allShare(groupId, shareDay));
      for (int back : LIKE_DAYS_BACK) {
        keys.add(CounterKey.allShare(groupId, shareDay.minusDays(back)));
      }
    }
    network.carriers().keySet().forEach(id -> keys.add(CounterKey.carrierDay(id, shareDay)));
    return keys;
  }

  /** By region group, as far as any is known: the same all day. */
  private static SortedMap<String, Long> usualParcels(
      Network network, Map<CounterKey, Counter> parcels, LocalDate shareDay) {
    SortedMap<String, Long> usual = new TreeMap<>();
    for (String groupId : network.regionGroups().keySet()) {
      for (int back : LIKE_DAYS_BACK) {
        @Nullable Counter then =
            parcels.get(CounterKey.allShare(groupId, shareDay.minusDays(back)));
        if (then != null && then.parcels() > 0) {
          usual.putIfAbsent(groupId, then.parcels());
        }
      }
    }
    return Collections.unmodifiableSortedMap(usual);
  }
}
