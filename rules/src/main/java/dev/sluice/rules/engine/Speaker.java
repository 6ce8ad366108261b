package dev.sluice.rules.engine;

import dev.sluice.rules.fact.Fuel;
import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;

/** Knows which rule is speaking, and makes speaking cost fuel. */
final class Speaker extends DefaultAgendaEventListener {
  private static final long FIRING_UNITS = 5;
  private static final long VERDICT_UNITS = 10;

  private final Fuel fuel = Fuel.ofThread();
  private String ruleId = "";

  @Override
  public void beforeMatchFired(BeforeMatchFiredEvent event) {
    var name = event.getMatch().getRule().getName();
    int space = name.indexOf(' ');
    ruleId = space < 0 ? name : name.substring(0, space);
    fuel.spend(FIRING_UNITS);
  }

  /** The id of the rule whose consequence runs; empty before the first. */
  String ruleId() {
    return ruleId;
  }

  /** The same, for a verdict that is said just now: that costs fuel. */
  String says() {
    fuel.spend(VERDICT_UNITS);
    return ruleId;
  }
}
