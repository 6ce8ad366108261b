package dev.sluice.rules.guard.read;

import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.read.Token.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a rule's name and the three attributes it may have, up to `when`. */
final class RuleHeader {
  /** Dates without an offset are China's. */
  static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

  private static final Pattern NAME = Pattern.compile("([A-Z][A-Z0-9]*-[0-9]{1,6}) +(\\S.*)");
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}\\p{Nd} ._:,'%，、：-]*");

  private static final Map<String, Refusal> REFUSED =
      Map.of(
          "salience", Refusal.STRUCTURE_SALIENCE,
          "timer", Refusal.STRUCTURE_TIMER,
          "duration", Refusal.STRUCTURE_TIMER,
          "calendars", Refusal.STRUCTURE_TIMER,
          "dialect", Refusal.STRUCTURE_DIALECT,
          "extends", Refusal.STRUCTURE_EXTENDS);

  private final Cursor cursor;
  private String id = "";
  private String sentence = "";
  private boolean enabled = true;
  private Optional<Instant> from = Optional.empty();
  private Optional<Instant> until = Optional.empty();

  private RuleHeader(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Reads from behind the word `rule` to behind the word `when`. */
  static RuleHeader read(Cursor cursor) {
    var header = new RuleHeader(cursor);
    header.name();
    while (!cursor.skipWord("when")) {
      header.attribute();
    }
    return header;
  }

  /** Id and sentence of a name; empty where it has another form. */
  static Optional<String[]> split(String name) {
    var matcher = NAME.matcher(name);
    return matcher.matches() && PLAIN.matcher(name).matches()
        ? Optional.of(new String[] {matcher.group(1), matcher.group(2)})
        : Optional.empty();
  }

  private void name() {
    var token = cursor.take();
    var parts = token.kind() == Kind.STRING ? split(token.text()) : Optional.<String[]>empty();
    if (parts.isEmpty()) {
      throw cursor.refused(
          Refusal.STRUCTURE_NAME,
          token,
          "Found %s where the rule's name should be. Allowed is an id, a space and a sentence of"
                  .formatted(token.shown())
              + " letters, digits, spaces and . _ : - , ' % in quotes. Maybe write it like"
              + " \"ELIG-010 Fragile goods need certified carriers\"?");
    }
    id = parts.get()[0];
    sentence = parts.get()[1];
  }

  private void attribute() {
    var first = cursor.peek();
    if (first.isSymbol("@")) {
      throw cursor.refused(
          Refusal.STRUCTURE_ANNOTATION,
          "Found an annotation; a rule has none. Maybe write a comment with // instead?");
    }
    var name = attributeName();
    switch (name) {
      case "enabled" -> enabled = truth();
      case "date-effective" -> from = Optional.of(date());
      case "date-expires" -> until = Optional.of(date());
      default ->
          throw cursor.refused(
              REFUSED.getOrDefault(name, Refusal.STRUCTURE_ATTRIBUTE),
              first,
              "Found `%s` where `when` should be. Allowed before `when` are enabled, date-effective"
                      .formatted(first.kind() == Kind.NOTHING ? first.shown() : name)
                  + " and date-expires; the order of rules never matters. Maybe leave it out?");
    }
  }

  private String attributeName() {
    var name = new StringBuilder(cursor.take().text());
    while (cursor.peek().isSymbol("-") && cursor.peek(1).kind() == Kind.WORD) {
      cursor.take();
      name.append('-').append(cursor.take().text());
    }
    return name.toString();
  }

  private boolean truth() {
    var word = cursor.take();
    if (!word.isWord("true") && !word.isWord("false")) {
      throw cursor.refused(
          Refusal.STRUCTURE_ENABLED,
          word,
          "Found %s behind `enabled`. Allowed is true or false. Maybe `enabled false`?"
              .formatted(word.shown()));
    }
    return word.isWord("true");
  }

  private Instant date() {
    var token = cursor.take();
    try {
      if (token.kind() == Kind.STRING) {
        return instant(token.text());
      }
    } catch (DateTimeException e) {
      // Told below, with its place.
    }
    throw cursor.refused(
        Refusal.STRUCTURE_DATE,
        token,
        "Found %s where a date should be. Allowed is an ISO date in quotes. Maybe \"2026-11-11\","
                .formatted(token.shown())
            + " \"2026-11-11T20:00\" (both China time) or \"2026-11-11T20:00+08:00\"?");
  }

  /** A date, or a time with or without an offset. */
  static Instant instant(String text) {
    if (text.length() == "2026-11-11".length()) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZONE);
    }
    boolean offset = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > 7;
    return offset
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZONE);
  }

  String id() {
    return id;
  }

  String sentence() {
    return sentence;
  }

  boolean enabled() {
    return enabled;
  }

  Optional<Instant> from() {
    return from;
  }

  Optional<Instant> until() {
    return until;
  }
}
