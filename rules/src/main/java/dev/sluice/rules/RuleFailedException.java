package dev.sluice.rules;

import org.jspecify.annotations.Nullable;

/** A rule failed while it was speaking; its order has no verdicts of this rule set. */
public class RuleFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String ruleId;

  public RuleFailedException(String ruleId, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.ruleId = ruleId;
  }

  /** The rule that failed; empty when it failed while matching. */
  public String ruleId() {
    return ruleId;
  }
}
