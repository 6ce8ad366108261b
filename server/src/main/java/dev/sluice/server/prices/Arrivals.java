package dev.sluice.server.prices;

import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.prices.Forecast.Sample;
import dev.sluice.server.routing.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The arrival profile: hears of every order, and says which ones to expect in the rest of the day.
 *
 * <p>These are those of days like this one at and after this time of day, as many more or fewer as
 * today had so far. As far as today's latest orders are unlike those of those days' same hour, and
 * where no such day is known, today's orders stand for those to come.
 */
public final class Arrivals {

  /** Fewer orders say nothing of a day. */
  private static final int COMPARABLE = 20;

  /** How many times the orders of the other day may be expected. */
  private static final double MOST_GROWTH = 3;

  private static final int DAYS_KEPT = 35;

  /** How many times the orders of a forecast are kept of days like today. */
  private static final int LIKE_FORECASTS = 4;

  private final ArrivalRepository repository;
  private final CapacityDays days;
  private final int sampleSize;
  private final Function<Instant, OptionalDouble> knownToCome;
  private TodaysOrders today;
  private List<ArrivalDay> like = List.of();
  private LocalDate likeSince = LocalDate.MIN;
  private long ofOthers;

  /**
   * A profile that knows nothing of the day yet.
   *
   * @param days says what a day is, as for carriers' shares
   * @param sampleSize most orders in a forecast
   */
  public Arrivals(ArrivalRepository repository, CapacityDays days, int sampleSize) {
    this(repository, days, sampleSize, now -> OptionalDouble.empty());
  }

  /**
   * A profile of days whose number of orders is known.
   *
   * @param knownToCome how many orders there will be from that time on
   */
  public Arrivals(
      ArrivalRepository repository,
      CapacityDays days,
      int sampleSize,
      Function<Instant, OptionalDouble> knownToCome) {
    this.repository = repository;
    this.days = days;
    this.sampleSize = sampleSize;
    this.knownToCome = knownToCome;
    this.today = new TodaysOrders(LocalDate.MIN, sampleSize);
  }

  /** An order was routed. Quick: called for every one. */
  public void routed(Order order, Instant time) {
    LocalDate day = days.shareDay(time);
    synchronized (this) {
      if (day.isAfter(today.day())) {
        today = new TodaysOrders(day, sampleSize);
        like = List.of();
        likeSince = LocalDate.MIN;
        ofOthers = 0;
      }
      if (day.equals(today.day())) {
        today.add(new ArrivedOrder(order, time), slot(day, time));
      }
    }
  }

  /**
   * Keeps what came since the last time, and looks what others saw and which day today is like. To
   * be called every minute or so, and once before the first forecast of a day.
   */
  public void exchange(Instant now) {
    LocalDate day = days.shareDay(now);
    LocalDate kept;
    List<ArrivalSlot> unsaved;
    synchronized (this) {
      kept = today.day();
      unsaved = today.takeUnsaved();
    }
    try {
      if (!unsaved.isEmpty()) {
        repository.store(kept, unsaved);
      }
    } catch (RuntimeException e) {
      synchronized (this) {
        today.unsave(unsaved);
      }
      throw e;
    }
    long others = repository.countOfOthers(day);
    List<ArrivalDay> found = likeSince.equals(day) ? List.of() : like(day);
    repository.forgetBefore(day.minusDays(DAYS_KEPT));
    synchronized (this) {
      if (day.isAfter(today.day())) {
        today = new TodaysOrders(day, sampleSize);
      }
      if (day.equals(today.day())) {
        ofOthers = others;
        if (!likeSince.equals(day)) {
          like = found;
          likeSince = day;
        }
      }
    }
  }

  /** Fewer orders of days on which more came than forecasts need. */
  private List<ArrivalDay> like(LocalDate day) {
    List<ArrivalDay> days =
        repository.listLike(day).stream().filter(other -> other.orders() >= COMPARABLE).toList();
    int samples =
        days.stream().flatMap(other -> other.slots().stream()).mapToInt(Arrivals::samples).sum();
    int step = Math.max(0, samples - 1) / (LIKE_FORECASTS * sampleSize) + 1;
    return days.stream().map(other -> on(day, other, step)).toList();
  }

  private static int samples(ArrivalSlot slot) {
    return slot.samples().size();
  }

  /** What to expect in the rest of the day. */
  public synchronized Forecast rest(Instant now) {
    LocalDate day = days.shareDay(now);
    if (!day.equals(today.day())) {
      return new Forecast(List.of(), 0, 0);
    }
    double soFar = (double) today.count() + ofOthers;
    return like.isEmpty() ? restLikeSoFar(day, now, soFar) : restLike(now, soFar);
  }

  /** Like the mean of the days that are like today. */
  private Forecast restLike(Instant now, double soFar) {
    List<Sample> rest = new ArrayList<>();
    List<ArrivedOrder> before = new ArrayList<>();
    double restCount = 0;
    double beforeCount = 0;
    for (ArrivalDay known : like) {
      for (ArrivalSlot slot : known.slots()) {
        double weight = (double) slot.orders() / Math.max(1, slot.samples().size()) / like.size();
        for (ArrivedOrder then : slot.samples()) {
          if (then.time().isBefore(now)) {
            before.add(then);
            beforeCount += weight;
          } else {
            rest.add(new Sample(then, weight));
            restCount += weight;
          }
        }
      }
    }
    double growth =
        Math.min(soFar, beforeCount) < COMPARABLE
            ? 1
            : Math.max(1 / MOST_GROWTH, Math.min(MOST_GROWTH, soFar / beforeCount));
    double toCome = knownToCome.apply(now).orElse(restCount * growth);
    double doubt = Math.max(0, 1 - 2 * likeness(before, today.latest(), like.size()));
    List<Sample> mixed = new ArrayList<>(weighed(rest, (1 - doubt) * toCome));
    if (doubt > 0) {
      mixed.addAll(weighed(samplesOf(today.latest()), doubt * toCome));
    }
    return new Forecast(mixed, soFar, toCome);
  }

  /** Every n-th of each slot of the other day's orders, as they would come on this day. */
  private ArrivalDay on(LocalDate day, ArrivalDay other, int nth) {
    Duration later = Duration.between(days.startOf(other.day()), days.startOf(day));
    List<ArrivalSlot> slots = new ArrayList<>();
    for (ArrivalSlot slot : other.slots()) {
      slots.add(
          new ArrivalSlot(
              slot.number(),
              slot.orders(),
              IntStream.range(0, slot.samples().size())
                  .filter(index -> index % nth == 0)
                  .mapToObj(slot.samples()::get)
                  .map(
                      then ->
                          new ArrivedOrder(
                              SameOrderToday.of(then.order(), later), then.time().plus(later)))
                  .toList()));
    }
    return new ArrivalDay(other.day(), slots);
  }

  private Forecast restLikeSoFar(LocalDate day, Instant now, double soFar) {
    double elapsed = Duration.between(days.startOf(day), now).toMillis();
    double left = Duration.between(now, days.startOf(day.plusDays(1))).toMillis();
    double toCome = knownToCome.apply(now).orElse(elapsed <= 0 ? 0 : soFar * left / elapsed);
    if (today.count() < COMPARABLE) {
      return new Forecast(List.of(), soFar, toCome);
    }
    return new Forecast(weighed(samplesOf(today.sample()), toCome), soFar, toCome);
  }

  /** No more of them than a program takes, standing for so many orders together. */
  private List<Sample> weighed(List<Sample> samples, double orders) {
    List<Sample> fewer = new ArrayList<>();
    double sum = 0;
    int step = (samples.size() - 1) / sampleSize + 1;
    for (int i = 0; i < samples.size(); i += step) {
      fewer.add(samples.get(i));
      sum += samples.get(i).weight();
    }
    if (sum <= 0 || orders <= 0) {
      return List.of();
    }
    double factor = orders / sum;
    return fewer.stream()
        .map(sample -> new Sample(sample.order(), sample.weight() * factor))
        .toList();
  }

  private static List<Sample> samplesOf(List<ArrivedOrder> orders) {
    return orders.stream().map(order -> new Sample(order, 1)).toList();
  }

  /** How much two lots of orders overlap by store and by province and service level, 0 to 1. */
  private static double likeness(List<ArrivedOrder> before, List<ArrivedOrder> latest, int days) {
    if (Math.min(before.size(), latest.size()) < COMPARABLE) {
      return 1;
    }
    before.sort(Comparator.comparing(ArrivedOrder::time));
    List<ArrivedOrder> last =
        before.subList(Math.max(0, before.size() - days * latest.size()), before.size());
    double byStore = overlap(last, latest, Order::store);
    double byPlace = overlap(last, latest, Arrivals::place);
    return Math.min(byStore, byPlace);
  }

  private static String place(Order order) {
    String region = order.regionCode();
    return order.serviceLevel() + region.substring(0, Math.min(2, region.length()));
  }

  private static double overlap(
      List<ArrivedOrder> one, List<ArrivedOrder> other, Function<Order, String> trait) {
    Map<String, Double> shares = new HashMap<>();
    for (ArrivedOrder order : one) {
      shares.merge(trait.apply(order.order()), 1.0 / one.size(), Double::sum);
    }
    double both = 0;
    Map<String, Double> others = new HashMap<>();
    for (ArrivedOrder order : other) {
      others.merge(trait.apply(order.order()), 1.0 / other.size(), Double::sum);
    }
    for (Map.Entry<String, Double> share : others.entrySet()) {
      both += Math.min(share.getValue(), shares.getOrDefault(share.getKey(), 0.0));
    }
    return both;
  }

  private int slot(LocalDate day, Instant time) {
    return (int) (Duration.between(days.startOf(day), time).toMinutes() / ArrivalDay.SLOT_MINUTES);
  }
}
