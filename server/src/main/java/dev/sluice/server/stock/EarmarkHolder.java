package dev.sluice.server.stock;

/**
 * For whom units are kept: one channel, one store or one host.
 *
 * @param id not empty, without control characters
 */
public record EarmarkHolder(Kind kind, String id) implements Comparable<EarmarkHolder> {

  /** What the id names. The names are stored: never change or reuse one. */
  public enum Kind {
    CHANNEL,
    STORE,
    HOST
  }

  private static final char KIND_END = ':';

  /** Checks that it names somebody: what an order leaves empty is nobody's. */
  public EarmarkHolder {
    if (id.isEmpty()) {
      throw new IllegalArgumentException(
          "Units are kept for a " + kind + " without an id. Maybe it was left out");
    }
  }

  /** Whether what is sold there may take what is kept for this holder. */
  public boolean sellsAt(SalesPoint point) {
    return switch (kind) {
      case CHANNEL -> id.equals(point.channel());
      case STORE -> id.equals(point.store());
      case HOST -> id.equals(point.host());
    };
  }

  /** The holder in one word, as counters are named by it; {@link #parse} reads it. */
  public String text() {
    return kind.name() + KIND_END + id;
  }

  /** The holder of this {@link #text}. */
  public static EarmarkHolder parse(String text) {
    int end = text.indexOf(KIND_END);
    if (end < 0) {
      throw new IllegalArgumentException("'" + text + "' names no holder of an earmark");
    }
    return new EarmarkHolder(Kind.valueOf(text.substring(0, end)), text.substring(end + 1));
  }

  @Override
  public int compareTo(EarmarkHolder other) {
    int order = kind.compareTo(other.kind);
    return order != 0 ? order : id.compareTo(other.id);
  }
}
