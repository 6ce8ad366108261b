package dev.sluice.server.ledger;

import dev.sluice.server.routing.model.OrderKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Plan ids: day, time of day and a hash of whose plan it is, such as {@code
 * 20261121-q4v2k7-8d2m5x0rtzc1w}. They sort by the time they were made, and the day names the
 * partition.
 */
public final class PlanIds {

  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int BITS_PER_DIGIT = 5;
  private static final int TIME_DIGITS = 6;
  private static final int HASH_DIGITS = 13;
  private static final int NANOS_PER_TICK = 100_000;

  private PlanIds() {}

  /** The id of a revision that is made now; the same arguments give the same id. */
  public static String create(OrderKey key, int revision, Instant now) {
    return lowest(now) + "-" + encode(hash(key, revision), HASH_DIGITS);
  }

  /** Where ids made at {@code time} or later begin: they compare greater, earlier ones less. */
  public static String lowest(Instant time) {
    LocalDate day = dayOf(time);
    long nanos = Duration.between(day.atStartOfDay(ZoneOffset.UTC).toInstant(), time).toNanos();
    return day.format(DateTimeFormatter.BASIC_ISO_DATE)
        + "-"
        + encode(nanos / NANOS_PER_TICK, TIME_DIGITS);
  }

  /** The UTC day plans stored at this time belong to. */
  public static LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  /** The UTC day in the id; empty when no ledger made it. */
  public static Optional<LocalDate> findDay(String planId) {
    int end = planId.indexOf('-');
    if (end < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.parse(planId.substring(0, end), DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static long hash(OrderKey key, int revision) {
    String subject = key.channel() + '\0' + key.orderId() + '\0' + revision;
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  private static String encode(long bits, int length) {
    char[] digits = new char[length];
    long rest = bits;
    for (int i = length - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest & 31));
      rest >>>= BITS_PER_DIGIT;
    }
    return new String(digits);
  }
}
