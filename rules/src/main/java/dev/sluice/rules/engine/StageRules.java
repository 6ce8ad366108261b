package dev.sluice.rules.engine;

import org.kie.api.KieBase;
import org.kie.api.runtime.KieSessionsPool;

/**
 * The compiled rules of one stage with the sessions that evaluate them. Rule sets whose rules of
 * the stage are the same share one.
 *
 * @param base the rules
 * @param sessions pooled; safe for many threads
 */
public record StageRules(KieBase base, KieSessionsPool sessions) {

  /** With a pool of its own. */
  public static StageRules of(KieBase base) {
    return new StageRules(
        base, base.newKieSessionsPool(Runtime.getRuntime().availableProcessors()));
  }
}
