package dev.sluice.server.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.server.network.CapacityDays;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.prices.Forecast.Sample;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A Wednesday at noon, and what the Wednesdays before it say of its afternoon. */
class ArrivalsTest {
  private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 11);
  private static final int MORNING = 9;
  private static final int NOON = 12;
  private static final int AFTERNOON = 15;
  private static final Offset<Double> EXACTLY = within(1e-6);

  private final InMemoryArrivals repository = new InMemoryArrivals();

  @Test
  void anAfternoonIsExpectedToBeLikeTheMeanOfThoseOfTheLastFourWeeks() {
    known(1, AFTERNOON, 30, "TEA");
    known(2, AFTERNOON, 50, "TEA");
    known(3, AFTERNOON, 20, "TEA");
    known(4, AFTERNOON, 60, "CUPS");
    known(5, AFTERNOON, 1_000, "CUPS");

    Forecast forecast = forecast(1_000, 0);

    assertThat(forecast.soFar()).isZero();
    assertThat(forecast.toCome()).isEqualTo((30 + 50 + 20 + 60) / 4.0, EXACTLY);
    assertThat(weight(forecast, "TEA")).isEqualTo((30 + 50 + 20) / 4.0, EXACTLY);
    assertThat(weight(forecast, "CUPS")).isEqualTo(60 / 4.0, EXACTLY);
    assertThat(forecast.orders())
        .extracting(sample -> sample.order().time())
        .containsOnly(time(WEDNESDAY, AFTERNOON));
  }

  @Test
  void aDayWithHardlyAnyOrdersIsNotOneOfThem() {
    known(1, AFTERNOON, 30, "TEA");
    known(2, AFTERNOON, 19, "TEA");

    assertThat(forecast(1_000, 0).toCome()).isEqualTo(30, EXACTLY);
  }

  @Test
  void asManyMoreAreExpectedAsTodayHadThanTheirMorningsInTheMean() {
    known(1, MORNING, 30, "TEA");
    known(1, AFTERNOON, 60, "TEA");
    known(2, MORNING, 50, "TEA");
    known(2, AFTERNOON, 100, "TEA");

    Forecast forecast = forecast(1_000, 80);

    assertThat(forecast.soFar()).isEqualTo(80);
    assertThat(forecast.toCome()).isEqualTo((60 + 100) / 2.0 * 80 / 40, EXACTLY);
  }

  @Test
  void fewSamplesStandForAsMany() {
    known(1, AFTERNOON, 300, "TEA");
    known(2, AFTERNOON, 500, "TEA");

    Forecast forecast = forecast(10, 0);

    assertThat(forecast.orders()).hasSizeBetween(1, 10);
    assertThat(weight(forecast, "TEA")).isEqualTo(400, EXACTLY);
  }

  /** What is expected at noon of a day that had so many orders. */
  private Forecast forecast(int sampleSize, int soFar) {
    Arrivals arrivals = new Arrivals(repository, new CapacityDays(ZoneOffset.UTC, 0), sampleSize);
    for (ArrivedOrder order : orders(WEDNESDAY, MORNING, soFar, "TEA")) {
      arrivals.routed(order.order(), order.time());
    }
    Instant noon = time(WEDNESDAY, NOON);
    arrivals.exchange(noon);
    return arrivals.rest(noon);
  }

  private void known(int weeksAgo, int hour, int count, String store) {
    LocalDate day = WEDNESDAY.minusWeeks(weeksAgo);
    int slot = hour * 60 / ArrivalDay.SLOT_MINUTES;
    repository.store(day, List.of(new ArrivalSlot(slot, count, orders(day, hour, count, store))));
  }

  private static List<ArrivedOrder> orders(LocalDate day, int hour, int count, String store) {
    List<ArrivedOrder> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      orders.add(order(day + "-" + hour + "-" + i, time(day, hour), store));
    }
    return orders;
  }

  private static ArrivedOrder order(String id, Instant time, String store) {
    Order order =
        new Order(
            new OrderKey("DOUYIN", id),
            store,
            "",
            "",
            CustomerTier.STANDARD,
            ServiceLevel.STANDARD,
            time,
            Optional.of(time),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            "3301",
            Optional.empty(),
            List.of(new OrderLine("SKU-1", 1, 0, false, Optional.empty())),
            new TreeSet<>());
    return new ArrivedOrder(order, time);
  }

  private static Instant time(LocalDate day, int hour) {
    return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
  }

  private static double weight(Forecast forecast, String store) {
    return forecast.orders().stream()
        .filter(sample -> sample.order().order().store().equals(store))
        .mapToDouble(Sample::weight)
        .sum();
  }
}
