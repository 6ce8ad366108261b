package dev.sluice.rules.engine;

import dev.sluice.rules.RuleFailedException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.KieSessionsPool;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.time.SessionPseudoClock;

/** The rules of one stage and the pooled sessions that evaluate them. */
final class StageSessions {
  private final KieSessionsPool pool;
  private final KieSessionConfiguration configuration;

  StageSessions(KieBase rules) {
    pool = rules.newKieSessionsPool(Runtime.getRuntime().availableProcessors());
    configuration = KieServices.get().newKieSessionConfiguration();
    configuration.setOption(ClockTypeOption.PSEUDO);
  }

  /** Lets every matching rule speak to the facade, at this time. */
  void fire(
      Speaker speaker,
      String facadeName,
      Object facade,
      List<? extends Collection<?>> facts,
      Instant now) {
    KieSession session = pool.newKieSession(configuration);
    try {
      SessionPseudoClock clock = session.getSessionClock();
      clock.advanceTime(now.toEpochMilli() - clock.getCurrentTime(), TimeUnit.MILLISECONDS);
      session.addEventListener(speaker);
      session.setGlobal(facadeName, facade);
      for (var group : facts) {
        for (var fact : group) {
          session.insert(fact);
        }
      }
      session.fireAllRules();
    } catch (RuntimeException e) {
      throw failed(speaker.ruleId(), e);
    } finally {
      session.dispose();
    }
  }

  private static RuleFailedException failed(String ruleId, RuntimeException thrown) {
    Throwable cause = thrown;
    for (@Nullable Throwable next = thrown; next != null; next = next.getCause()) {
      cause = next;
    }
    return new RuleFailedException(
        ruleId, "The rule `%s` failed: %s".formatted(ruleId, cause.getMessage()), thrown);
  }
}
