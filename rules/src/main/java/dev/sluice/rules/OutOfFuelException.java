package dev.sluice.rules;

/**
 * The rules cost more than an order may; the order is answered by another rule set. The rule is the
 * last that spoke, which need not be the expensive one.
 */
public final class OutOfFuelException extends RuleFailedException {
  private static final long serialVersionUID = 1;

  public OutOfFuelException(String ruleId, Throwable cause) {
    super(
        ruleId,
        "The rules cost more than an order may. Maybe a rule combines too many facts?",
        cause);
  }
}
