package dev.sluice.server.postgres;

import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What one replica tells the others of counters it changed, as the text of a notification.
 *
 * @param sender which replica; it ignores its own
 * @param everything more changed than can be told one by one
 * @param keys what changed
 */
record CounterNotice(String sender, boolean everything, List<CounterKey> keys) {

  /** PostgreSQL takes less than 8,000 bytes. */
  static final int MAX_BYTES = 7_900;

  private static final String EVERYTHING = "*";
  private static final char END = '\n';
  private static final char UNIT = '\u001f';
  private static final int FIELDS = 4;

  /** All keys, in as many texts as it takes. */
  static List<String> write(String sender, Collection<CounterKey> keys) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder(sender);
    int bytes = sender.length();
    for (CounterKey key : keys) {
      String one = write(key);
      int more = one.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + more > MAX_BYTES) {
        texts.add(text.toString());
        text.setLength(sender.length());
        bytes = sender.length();
      }
      text.append(one);
      bytes += more;
    }
    if (text.length() > sender.length()) {
      texts.add(text.toString());
    }
    return texts;
  }

  /** That nothing can be relied on. */
  static String writeEverything(String sender) {
    return sender + END + EVERYTHING;
  }

  /**
   * Reads what a replica wrote.
   *
   * @throws IllegalArgumentException when none did
   */
  static CounterNotice read(String text) {
    String[] lines = text.split(String.valueOf(END), -1);
    if (lines.length == 2 && lines[1].equals(EVERYTHING)) {
      return new CounterNotice(lines[0], true, List.of());
    }
    List<CounterKey> keys = new ArrayList<>(lines.length);
    for (int i = 1; i < lines.length; i++) {
      keys.add(readKey(lines[i]));
    }
    return new CounterNotice(lines[0], false, List.copyOf(keys));
  }

  private static String write(CounterKey key) {
    return END
        + Integer.toString(key.kind().code())
        + UNIT
        + key.subject()
        + UNIT
        + key.scope()
        + UNIT
        + key.day().toEpochDay();
  }

  private static CounterKey readKey(String line) {
    String[] fields = line.split(String.valueOf(UNIT), -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "Notice \"%s\" is none of a replica. Maybe another program uses the same database"
              .formatted(line));
    }
    return new CounterKey(
        CounterKind.ofCode(Integer.parseInt(fields[0])),
        fields[1],
        fields[2],
        LocalDate.ofEpochDay(Long.parseLong(fields[3])));
  }
}
