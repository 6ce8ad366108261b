package dev.sluice.server.cli.demo;

import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One evening of live commerce: a base flow, and pulses in which one host sells one SKU within
 * minutes. The same network, number and seed give the same orders.
 */
public final class EveningOrders {
  /** Part of the orders outside pulses that ask for delivery the same day or faster. */
  private static final double FAST_PART = 0.04;

  private static final double NEXT_DAY_PART = 0.08;

  private final SampleNetwork network;
  private final Destinations destinations;
  private final SplittableRandom random;
  private final Set<String> pulseSkus;
  private final List<Draft> drafts = new ArrayList<>();

  private EveningOrders(SampleNetwork network, long seed) {
    this.network = network;
    this.random = new SplittableRandom(seed);
    this.destinations = new Destinations(network.geography(), random.split());
    this.pulseSkus = network.pulses().stream().map(Pulse::sku).collect(Collectors.toSet());
  }

  /** The evening's orders in the order in which they are placed. */
  public static List<Order> create(SampleNetwork network, int count, long seed) {
    return new EveningOrders(network, seed).create(count);
  }

  private List<Order> create(int count) {
    int inPulses = (int) Math.round(count * EveningShape.PULSE_PART);
    addPulses(inPulses);
    while (drafts.size() < count) {
      drafts.add(random.nextDouble() < FAST_PART ? fastDraft() : baseDraft());
    }
    // Stable: drafts of the same second stay in the order in which they were made.
    drafts.sort(Comparator.comparingLong(Draft::second));
    List<Order> orders = new ArrayList<>();
    for (Draft draft : drafts) {
      orders.add(order(draft, orders.size() + 1));
    }
    return orders;
  }

  private void addPulses(int inPulses) {
    double allWeights = network.pulses().stream().mapToDouble(Pulse::weight).sum();
    double due = 0;
    int made = 0;
    for (Pulse pulse : network.pulses()) {
      due += inPulses * pulse.weight() / allWeights;
      for (; made < Math.round(due); made++) {
        drafts.add(pulseDraft(pulse));
      }
    }
  }

  private Draft pulseDraft(Pulse pulse) {
    LiveStore store =
        network.stores().stream()
            .filter(candidate -> candidate.hostId().equals(pulse.hostId()))
            .findFirst()
            .orElseThrow();
    // Most buyers press within the first minute or two.
    double moment = StrictMath.pow(random.nextDouble(), 1.8);
    long second = Math.round((pulse.startMinute() + moment * pulse.minutes()) * 60);
    int percent = random.nextInt(100);
    List<OrderLine> lines = new ArrayList<>();
    lines.add(
        line(
            network.assortment().get(pulse.sku()),
            percent < 80 ? 1 : percent < 95 ? 2 : 3,
            pulse.presale()));
    int further = random.nextInt(100);
    addLines(store, lines, further < 82 ? 1 : further < 94 ? 2 : 3);
    return new Draft(second, store, true, ServiceLevel.STANDARD, destinations.next(), lines);
  }

  private Draft baseDraft() {
    LiveStore store = network.stores().get(random.nextInt(network.stores().size()));
    List<OrderLine> lines = new ArrayList<>();
    addLines(store, lines, 1 + pick(EveningShape.LINES_PERCENT));
    ServiceLevel level =
        random.nextDouble() < NEXT_DAY_PART ? ServiceLevel.NEXT_DAY : ServiceLevel.STANDARD;
    boolean live = random.nextInt(100) < 40;
    return new Draft(anySecond(), store, live, level, destinations.next(), lines);
  }

  /** Somebody in a large city who wants something common within hours. */
  private Draft fastDraft() {
    LiveStore store = network.stores().get(network.stores().size() - 1);
    List<String> categories = List.of("SNACKS", "BEAUTY", "DIGITAL", "FRUIT", "FROZEN");
    List<OrderLine> lines = new ArrayList<>();
    int count = random.nextInt(100) < 75 ? 1 : 2;
    while (lines.size() < count) {
      List<Article> articles =
          network.assortment().articles(categories.get(random.nextInt(categories.size())));
      Article article = articles.get(random.nextInt(14));
      if (!pulseSkus.contains(article.sku()) && isNew(article, lines)) {
        lines.add(line(article, 1, false));
      }
    }
    int percent = random.nextInt(100);
    ServiceLevel level =
        percent < 65
            ? ServiceLevel.SAME_DAY
            : percent < 85 ? ServiceLevel.HALF_DAY : ServiceLevel.HOURLY;
    return new Draft(anySecond(), store, false, level, destinations.nextInLargeCity(), lines);
  }

  private void addLines(LiveStore store, List<OrderLine> lines, int count) {
    while (lines.size() < count) {
      Article article = anyArticle(store);
      if (isNew(article, lines)) {
        int percent = random.nextInt(100);
        lines.add(line(article, percent < 75 ? 1 : percent < 93 ? 2 : 3, false));
      }
    }
  }

  private Article anyArticle(LiveStore store) {
    double[] percents =
        store.categories().stream()
            .mapToDouble(category -> network.assortment().orderPercent(category))
            .toArray();
    while (true) {
      String category = store.categories().get(pick(percents));
      List<Article> articles = network.assortment().articles(category);
      Article article =
          articles.get(pick(articles.stream().mapToDouble(Article::popularity).toArray()));
      if (!pulseSkus.contains(article.sku())) {
        return article;
      }
    }
  }

  private static boolean isNew(Article article, List<OrderLine> lines) {
    return lines.stream().noneMatch(line -> line.sku().equals(article.sku()));
  }

  private static OrderLine line(Article article, long quantity, boolean presale) {
    Optional<Instant> shipFrom =
        presale ? Optional.of(EveningShape.START.plus(Duration.ofDays(12))) : Optional.empty();
    return new OrderLine(article.sku(), quantity, article.priceMicros(), presale, shipFrom);
  }

  private Order order(Draft draft, int number) {
    Instant placed = EveningShape.START.plusSeconds(draft.second);
    LiveStore store = draft.store;
    return new Order(
        new OrderKey(
            store.channel(),
            String.format(Locale.ROOT, "%s-20261111-%06d", store.channel(), number)),
        store.id(),
        draft.live ? store.hostId() : "",
        draft.live ? store.liveSession() : "",
        tier(),
        draft.level,
        placed,
        Optional.of(placed.plusSeconds(2 + random.nextInt(40))),
        Optional.of(placed.plus(Duration.ofHours(48))),
        Optional.of(placed.plus(Duration.ofHours(60))),
        Optional.empty(),
        random.nextInt(100) < 20,
        draft.regionCode,
        Optional.empty(),
        draft.lines,
        new TreeSet<>());
  }

  private CustomerTier tier() {
    int percent = random.nextInt(100);
    if (percent < 70) {
      return CustomerTier.STANDARD;
    }
    if (percent < 87) {
      return CustomerTier.SILVER;
    }
    return percent < 96 ? CustomerTier.GOLD : CustomerTier.VIP;
  }

  private long anySecond() {
    return random.nextLong(EveningShape.LENGTH.toSeconds());
  }

  private int pick(double[] weights) {
    return Destinations.pick(weights, random);
  }

  private record Draft(
      long second,
      LiveStore store,
      boolean live,
      ServiceLevel level,
      String regionCode,
      List<OrderLine> lines) {}
}
