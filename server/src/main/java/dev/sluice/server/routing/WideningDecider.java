package dev.sluice.server.routing;

import dev.sluice.rules.RuleFailedException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Decides, and looks at twice as many while nobody is left of those seen; most decisions never do.
 * Whoever wants to know how an order would be decided asks here: what decides once may miss whom
 * the service would have found.
 */
public final class WideningDecider {

  private final Step step;
  private final UnaryOperator<DecisionInput> wider;

  /** One decision on what was seen. */
  @FunctionalInterface
  interface Step {
    Outcome decide(DecisionInput input);
  }

  /**
   * A decision and what it saw.
   *
   * @param seen with the rules that decided
   */
  public record Outcome(DecisionInput seen, Decision decision) {}

  /**
   * What other rules decide, and what it is to be compared with.
   *
   * @param standing the order decided again by its own rules, where the others looked farther: on
   *     the same numbers, so that they are not blamed for what was taken in between
   */
  public record Comparison(Optional<Decision> standing, Decision other) {}

  WideningDecider(Step step, UnaryOperator<DecisionInput> wider) {
    this.step = step;
    this.wider = wider;
  }

  /** Decides by the rules of the input alone. */
  public static WideningDecider of(Decider decider, DecisionCapture captures) {
    return of(decider, captures::wider);
  }

  /**
   * The same.
   *
   * @param wider sees twice as many; the same input again where that cannot be
   */
  public static WideningDecider of(Decider decider, UnaryOperator<DecisionInput> wider) {
    return new WideningDecider(input -> new Outcome(input, decider.decide(input)), wider);
  }

  /** Decides on what was captured, and on more where that is called for; reserves nothing. */
  public Outcome decide(DecisionInput input) {
    DecisionInput looked = input;
    Outcome outcome = step.decide(looked);
    while (outcome.decision().seeksMore()) {
      DecisionInput more = wider.apply(looked);
      if (more.contenders().width() == looked.contenders().width()) {
        break;
      }
      looked = more;
      outcome = step.decide(looked);
    }
    return outcome;
  }

  /**
   * Decides by other rules what was decided on {@code seen} before.
   *
   * @throws RuleFailedException when the other rules fail
   */
  public Comparison compare(DecisionInput seen, Policy others) {
    Outcome other = decide(seen.withPolicy(others));
    if (other.seen().contenders().width() == seen.contenders().width()) {
      return new Comparison(Optional.empty(), other.decision());
    }
    Policy own = new Policy(seen.rules(), seen.shares());
    try {
      Decision standing = decide(other.seen().withPolicy(own)).decision();
      return new Comparison(Optional.of(standing), other.decision());
    } catch (RuleFailedException e) {
      return new Comparison(Optional.empty(), other.decision());
    }
  }
}
