package dev.sluice.rules.engine;

import org.kie.api.event.rule.BeforeMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;

/** Knows which rule is speaking. */
final class Speaker extends DefaultAgendaEventListener {
  private String ruleId = "";

  @Override
  public void beforeMatchFired(BeforeMatchFiredEvent event) {
    var name = event.getMatch().getRule().getName();
    ruleId = name.substring(0, name.indexOf(' '));
  }

  /** The id of the rule whose consequence runs; empty before the first. */
  String ruleId() {
    return ruleId;
  }
}
