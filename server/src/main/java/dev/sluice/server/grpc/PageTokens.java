package dev.sluice.server.grpc;

import com.google.protobuf.Message;
import dev.sluice.server.ledger.PlanRepository.Cursor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Writes and reads page tokens. A token is bound to the filters it was made with. */
final class PageTokens {
  private static final String SEPARATOR = "\n";
  private static final int FILTER_BYTES = 8;
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private PageTokens() {}

  /** A token that says after which element the next page begins. */
  static String write(Message filters, String... position) {
    String text = filterHash(filters) + SEPARATOR + String.join(SEPARATOR, position);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The position in a token.
   *
   * @throws RequestRefusedException when the token was not made with these filters
   */
  static List<String> read(Message filters, String token, int parts) {
    String text;
    try {
      text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RequestRefusedException.invalidPageToken();
    }
    List<String> all = List.of(text.split(SEPARATOR, -1));
    if (text.codePoints().anyMatch(c -> c < ' ' && c != '\n')
        || all.size() != parts + 1
        || !all.get(0).equals(filterHash(filters))) {
      throw RequestRefusedException.invalidPageToken();
    }
    return all.subList(1, all.size());
  }

  static String write(Message filters, Cursor cursor) {
    return write(filters, cursor.storedTime().toString(), cursor.planId());
  }

  static Cursor readCursor(Message filters, String token) {
    List<String> position = read(filters, token, 2);
    try {
      Instant storedTime = Instant.parse(position.get(0));
      if (storedTime.isBefore(EARLIEST) || storedTime.isAfter(LATEST)) {
        throw RequestRefusedException.invalidPageToken();
      }
      return new Cursor(storedTime, position.get(1));
    } catch (DateTimeParseException e) {
      throw RequestRefusedException.invalidPageToken();
    }
  }

  private static String filterHash(Message filters) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(filters.getDescriptorForType().getFullName().getBytes(StandardCharsets.UTF_8));
      digest.update(filters.toByteArray());
      return HexFormat.of().formatHex(digest.digest(), 0, FILTER_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
