package dev.sluice.server.routing.search;

/**
 * How much of an order does not ship; less is better, lines before units.
 *
 * @param lines that do not ship in full
 * @param units that do not ship
 */
public record Missed(int lines, long units) implements Comparable<Missed> {

  static final Missed NOTHING = new Missed(0, 0);

  Missed plus(int moreLines, long moreUnits) {
    return moreLines == 0 ? this : new Missed(lines + moreLines, units + moreUnits);
  }

  @Override
  public int compareTo(Missed other) {
    return lines != other.lines
        ? Integer.compare(lines, other.lines)
        : Long.compare(units, other.units);
  }
}
