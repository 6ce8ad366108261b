package dev.sluice.rules;

/** Everything a rule can say, by the word it says it with. */
public enum Verdict {
  REJECT("reject", Unit.NONE),
  SURCHARGE("surcharge", Unit.MILLIONTHS),
  DISCOUNT("discount", Unit.MILLIONTHS),
  VALUE_OF_TIME("valueOfTime", Unit.MILLIONTHS),
  SHORTAGE_PENALTY("shortagePenalty", Unit.MILLIONTHS),
  LATENESS_PENALTY("latenessPenalty", Unit.MILLIONTHS),
  LIMIT_SHIPMENTS("limitShipments", Unit.COUNT),
  SHIP_WHOLE("shipWhole", Unit.NONE),
  KEEP_TOGETHER("keepTogether", Unit.NONE),
  KEEP_APART("keepApart", Unit.NONE),
  SPLIT_COST("splitCost", Unit.MILLIONTHS),
  PRIORITY("priority", Unit.COUNT),
  SHIP_NOT_BEFORE("shipNotBefore", Unit.MILLIONTHS),
  DEFER("defer", Unit.COUNT),
  REFUSE("refuse", Unit.NONE),
  ON_SHORTAGE("onShortage", Unit.NONE),
  REQUIRE("require", Unit.NONE),
  EXEMPT_FROM_SHARE_CAP("exemptFromShareCap", Unit.NONE),
  TAG("tag", Unit.NONE),
  CAP("cap", Unit.MILLIONTHS),
  TARGET("target", Unit.MILLIONTHS),
  SUSPEND("suspend", Unit.NONE);

  /** How a statement's amount is to be read. */
  public enum Unit {
    /** There is no amount. */
    NONE,
    /** A whole number. */
    COUNT,
    /** Millionths of what the rule wrote: micro-yuan, or millionths of a percent or an hour. */
    MILLIONTHS
  }

  private final String word;
  private final Unit unit;

  Verdict(String word, Unit unit) {
    this.word = word;
    this.unit = unit;
  }

  /** The word in a rule, for example `surcharge`. */
  public String word() {
    return word;
  }

  /** How a statement's amount is to be read. */
  public Unit unit() {
    return unit;
  }
}
