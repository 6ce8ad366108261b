package dev.sluice.server.ledger;

/**
 * Up to where a reader has read the outbox. Events are in the order of their transactions, each of
 * which is read as a whole once no older one is under way: nothing appears behind a position.
 *
 * @param transactionId of the transaction that told the last event read
 * @param eventId of that event
 */
public record OutboxPosition(long transactionId, long eventId)
    implements Comparable<OutboxPosition> {

  /** Before every event. */
  public static final OutboxPosition BEGINNING = new OutboxPosition(0, 0);

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when it did not
   */
  public static OutboxPosition parse(String text) {
    int dash = text.indexOf('-');
    try {
      long transactionId = Long.parseLong(text, 0, Math.max(dash, 0), 10);
      long eventId = Long.parseLong(text, dash + 1, text.length(), 10);
      return new OutboxPosition(transactionId, eventId);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is no position in the outbox. Maybe copy it whole from an event: two numbers with a dash between"
              .formatted(text),
          e);
    }
  }

  @Override
  public int compareTo(OutboxPosition other) {
    int order = Long.compare(transactionId, other.transactionId);
    return order != 0 ? order : Long.compare(eventId, other.eventId);
  }

  @Override
  public String toString() {
    return transactionId + "-" + eventId;
  }
}
