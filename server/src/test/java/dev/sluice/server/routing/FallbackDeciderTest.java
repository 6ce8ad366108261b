package dev.sluice.server.routing;

import static dev.sluice.server.routing.TestWorld.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rules.OutOfFuelException;
import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.routing.model.RoutingPlan;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules that cost too much do not cost an order its answer. */
class FallbackDeciderTest {

  private static final TestWorld WORLD =
      new TestWorld()
          .warehouse("WH-A", a -> a.distanceKm = 12)
          .service("SF-AIR")
          .lane("WH-A", "SF-AIR", 12, 3, 20)
          .product("CUP", 400)
          .stock("WH-A", "CUP", 9);

  private final Decider decider = new Decider(PlannerLimits.DEFAULT);

  @Test
  void the_last_good_rules_answer_and_are_named() {
    SaidRules good = SaidRules.nothing();
    DecisionInput plain = WORLD.input(order("2 x CUP"), good);
    DecisionInput input = plain.withPolicy(new Policy(costly(), plain.shares()));

    WideningDecider.Outcome outcome =
        new FallbackDecider(decider, source(input, Optional.of(good))).decide(input);

    assertThat(outcome.seen().rules()).isSameAs(good);
    RoutingPlan plan = outcome.decision().result().plan().plan();
    assertThat(plan.fallback()).hasValueSatisfying(why -> assertThat(why).contains("EVIL-001"));
    assertThat(plan.withFallback(Optional.empty()))
        .isEqualTo(decider.decide(plain).result().plan().plan());
  }

  @Test
  void without_earlier_rules_the_order_fails() {
    DecisionInput plain = WORLD.input(order("2 x CUP"));
    DecisionInput input = plain.withPolicy(new Policy(costly(), plain.shares()));

    assertThatThrownBy(
            () -> new FallbackDecider(decider, source(input, Optional.empty())).decide(input))
        .isInstanceOf(OutOfFuelException.class);
  }

  @Test
  void rules_that_fail_on_trial_are_not_the_last_word_either() {
    DecisionInput plain = WORLD.input(order("2 x CUP"));
    RuleSet trial = failing("aaaaaaaaaaaaaaaa", new RuleFailedException("T-1", "no", null));
    RuleSet live = costly();
    PolicySource source =
        new PolicySource() {
          @Override
          public Policy current() {
            return new Policy(live, plain.shares());
          }

          @Override
          public Optional<Policy> lastGood(RuleSet failed, RuleFailedException why) {
            boolean onTrial = failed.version().equals(trial.version());
            return Optional.of(new Policy(onTrial ? live : plain.rules(), plain.shares()));
          }
        };

    WideningDecider.Outcome outcome =
        new FallbackDecider(decider, source)
            .decide(plain.withPolicy(new Policy(trial, plain.shares())));

    assertThat(outcome.seen().rules()).isSameAs(plain.rules());
    assertThat(outcome.decision().result().plan().plan().fallback())
        .hasValueSatisfying(why -> assertThat(why).contains("failed on trial, at rule T-1"));
  }

  private static PolicySource source(DecisionInput input, Optional<RuleSet> good) {
    return new PolicySource() {
      @Override
      public Policy current() {
        return new Policy(input.rules(), input.shares());
      }

      @Override
      public Optional<Policy> lastGood(RuleSet failed, RuleFailedException why) {
        return good.map(rules -> new Policy(rules, input.shares()));
      }
    };
  }

  /** Whatever it is asked, it has run out of fuel. */
  private static RuleSet costly() {
    return failing(
        "fedcba9876543210", new OutOfFuelException("EVIL-001", new IllegalStateException("empty")));
  }

  private static RuleSet failing(String version, RuleFailedException failure) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("judge")) {
            throw failure;
          }
          return method.getName().equals("version") ? version : null;
        };
    return (RuleSet)
        Proxy.newProxyInstance(
            RuleSet.class.getClassLoader(), new Class<?>[] {RuleSet.class}, handler);
  }
}
