package dev.sluice.rules.guard.tree;

import java.util.List;

/**
 * One thing a rule says.
 *
 * @param place of the verdict's word
 * @param facade whom it speaks to, `routing` or `shares`
 * @param word the verdict
 * @param arguments in their order
 */
public record VerdictCall(Place place, String facade, String word, List<Expression> arguments) {
  public VerdictCall {
    arguments = List.copyOf(arguments);
  }
}
