package dev.sluice.server.routing.model;

/**
 * One summand of a cost.
 *
 * @param name stable name, such as {@code tariff}, {@code handling}, or the id of the rule that
 *     asked for it
 * @param micros micro-yuan; negative for a discount
 */
public record CostTerm(String name, Kind kind, long micros) {

  /** What sort of money a term is. */
  public enum Kind {
    /** What finance pays. */
    CASH,
    /** What rules would pay to have it otherwise. */
    PREFERENCE,
    /** Tolls for scarce things. */
    OPPORTUNITY
  }
}
