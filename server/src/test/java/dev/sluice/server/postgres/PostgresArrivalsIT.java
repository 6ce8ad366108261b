package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.prices.ArrivalDay;
import dev.sluice.server.prices.ArrivalSlot;
import dev.sluice.server.prices.ArrivedOrder;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Replicas learn together which orders arrive when. */
class PostgresArrivalsIT {
  private static final LocalDate WEDNESDAY = LocalDate.parse("2026-11-11");

  private static Database database;
  private static PostgresArrivals one;
  private static PostgresArrivals other;

  @BeforeAll
  static void open() throws SQLException {
    database = TestDatabase.create();
    one = new PostgresArrivals(database.dataSource(), UUID.randomUUID());
    other = new PostgresArrivals(database.dataSource(), UUID.randomUUID());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void aDayIsLearnedFromTheSameWeekdayOfAllReplicasOrElseFromTheDayBefore() {
    one.store(WEDNESDAY, List.of(slot(WEDNESDAY, 3, 7, "A")));
    one.store(WEDNESDAY, List.of(slot(WEDNESDAY, 3, 9, "A", "B"), slot(WEDNESDAY, 4, 1, "C")));
    other.store(WEDNESDAY, List.of(slot(WEDNESDAY, 3, 5, "D")));
    LocalDate tuesday = WEDNESDAY.plusDays(6);
    one.store(tuesday, List.of(slot(tuesday, 80, 2, "E")));

    assertThat(one.listLike(WEDNESDAY.plusWeeks(1))).hasSize(1);
    ArrivalDay like = one.listLike(WEDNESDAY.plusWeeks(1)).get(0);

    assertThat(like.day()).isEqualTo(WEDNESDAY);
    assertThat(like.orders()).isEqualTo(15);
    assertThat(like.slots()).hasSize(3);
    assertThat(like.slots()).contains(slot(WEDNESDAY, 3, 9, "A", "B"), slot(WEDNESDAY, 3, 5, "D"));
    assertThat(daysLike(WEDNESDAY.plusDays(8))).containsExactly(tuesday);
    assertThat(daysLike(WEDNESDAY)).isEmpty();
    assertThat(one.countOfOthers(WEDNESDAY)).isEqualTo(5);
    assertThat(other.countOfOthers(WEDNESDAY)).isEqualTo(10);

    one.forgetBefore(tuesday);

    assertThat(daysLike(WEDNESDAY.plusWeeks(1))).containsExactly(tuesday);
    one.forgetBefore(WEDNESDAY.plusYears(1));
  }

  @Test
  void itIsLearnedFromAsManySuchDaysAsFourWeeksHave() {
    for (int weeks = 0; weeks < 6; weeks++) {
      LocalDate day = WEDNESDAY.plusWeeks(weeks);
      one.store(day, List.of(slot(day, 3, 7, "A" + weeks)));
      one.store(day.plusDays(1), List.of(slot(day.plusDays(1), 3, 7, "B" + weeks)));
    }

    assertThat(daysLike(WEDNESDAY.plusWeeks(6)))
        .containsExactly(
            WEDNESDAY.plusWeeks(5),
            WEDNESDAY.plusWeeks(4),
            WEDNESDAY.plusWeeks(3),
            WEDNESDAY.plusWeeks(2));
    one.forgetBefore(WEDNESDAY.plusYears(1));
  }

  private static List<LocalDate> daysLike(LocalDate day) {
    return other.listLike(day).stream().map(ArrivalDay::day).toList();
  }

  private static ArrivalSlot slot(LocalDate day, int number, long orders, String... ids) {
    Instant time = day.atTime(number / 4, 5).toInstant(ZoneOffset.UTC);
    return new ArrivalSlot(
        number, orders, List.of(ids).stream().map(id -> arrived(id, time)).toList());
  }

  private static ArrivedOrder arrived(String id, Instant time) {
    Order order =
        new Order(
            new OrderKey("DOUYIN", id),
            "STORE-1",
            "HOST-1",
            "",
            CustomerTier.VIP,
            ServiceLevel.NEXT_DAY,
            time,
            Optional.of(time),
            Optional.of(time.plusSeconds(3600)),
            Optional.empty(),
            Optional.empty(),
            true,
            "330106",
            Optional.empty(),
            List.of(new OrderLine("SKU-1", 2, 1_000_000, false, Optional.empty())),
            new TreeSet<>(List.of("gift=yes")));
    return new ArrivedOrder(order, time);
  }
}
