package dev.sluice.rules.engine;

import dev.sluice.rules.OutOfFuelException;
import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.fact.Fuel;
import dev.sluice.rules.fact.FuelEmptyException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.KieSessionsPool;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.rule.Match;
import org.kie.api.time.SessionPseudoClock;

/** The rules of one stage and the pooled sessions that evaluate them. */
final class StageSessions {
  private final KieSessionsPool pool;
  private final KieSessionConfiguration configuration;
  private final Map<String, Validity> validities;
  private final long fuelUnits;

  /**
   * @param validities when rules speak that do not always
   * @param fuelUnits what one judgement may cost
   */
  StageSessions(KieSessionsPool pool, Map<String, Validity> validities, long fuelUnits) {
    this.pool = pool;
    this.validities = validities;
    this.fuelUnits = fuelUnits;
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
    var fuel = Fuel.ofThread();
    fuel.fill(fuelUnits);
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
      if (validities.isEmpty()) {
        session.fireAllRules();
      } else {
        session.fireAllRules(match -> holds(match, now));
      }
    } catch (RuntimeException e) {
      throw failed(speaker.ruleId(), e);
    } finally {
      fuel.release();
      session.dispose();
    }
  }

  private boolean holds(Match match, Instant now) {
    var validity = validities.get(match.getRule().getName());
    return validity == null || validity.holds(now);
  }

  private static RuleFailedException failed(String ruleId, RuntimeException thrown) {
    Throwable cause = thrown;
    for (@Nullable Throwable next = thrown; next != null; next = next.getCause()) {
      cause = next;
    }
    if (cause instanceof FuelEmptyException) {
      return new OutOfFuelException(ruleId, thrown);
    }
    return new RuleFailedException(
        ruleId, "The rule `%s` failed: %s".formatted(ruleId, cause.getMessage()), thrown);
  }
}
