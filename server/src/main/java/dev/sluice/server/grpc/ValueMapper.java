package dev.sluice.server.grpc;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Maps times, dates, places and money between the contract's common types and ours. */
final class ValueMapper {
  /** The only currency of the contract. */
  static final String CURRENCY = "CNY";

  private static final long MICROS_PER_UNIT = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private ValueMapper() {}

  static Timestamp toTimestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  static Instant toInstant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  /** A timestamp field that may be unset. */
  static Optional<Duration> findDuration(boolean present, com.google.protobuf.Duration duration) {
    return present
        ? Optional.of(Duration.ofSeconds(duration.getSeconds(), duration.getNanos()))
        : Optional.empty();
  }

  static Optional<Instant> findInstant(boolean set, Timestamp time) {
    return set ? Optional.of(toInstant(time)) : Optional.empty();
  }

  static Date toDate(LocalDate date) {
    return Date.newBuilder()
        .setYear(date.getYear())
        .setMonth(date.getMonthValue())
        .setDay(date.getDayOfMonth())
        .build();
  }

  /**
   * @throws java.time.DateTimeException where the calendar has no such day
   */
  static LocalDate toLocalDate(Date date) {
    return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
  }

  static Money toMoney(long micros) {
    return Money.newBuilder()
        .setCurrencyCode(CURRENCY)
        .setUnits(micros / MICROS_PER_UNIT)
        .setNanos((int) (micros % MICROS_PER_UNIT) * NANOS_PER_MICRO)
        .build();
  }

  /** Exact for amounts within the contract's limits. */
  static long toMicros(Money money) {
    return Math.addExact(
        Math.multiplyExact(money.getUnits(), MICROS_PER_UNIT), money.getNanos() / NANOS_PER_MICRO);
  }

  static com.google.type.LatLng toProto(dev.sluice.server.network.LatLng place) {
    return com.google.type.LatLng.newBuilder()
        .setLatitude(place.latitude())
        .setLongitude(place.longitude())
        .build();
  }

  static dev.sluice.server.network.LatLng toLatLng(com.google.type.LatLng place) {
    return new dev.sluice.server.network.LatLng(place.getLatitude(), place.getLongitude());
  }
}
