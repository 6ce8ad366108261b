package dev.sluice.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.RuleSetCompiler;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class ShippedCatalogTest {
  private final RuleSources sources = RuleSources.read(Path.of("catalog"));
  private RuleSet rules;
  private CaseRunner runner;
  private List<CaseResult> results;

  @BeforeAll
  void runEveryCase() {
    rules = new RuleSetCompiler().compile(sources);
    runner = new CaseRunner(rules, sources);
    results = runner.run();
  }

  @TestFactory
  Stream<DynamicTest> everyCasePasses() {
    return results.stream()
        .map(
            result ->
                DynamicTest.dynamicTest(
                    result.file() + ": " + result.name(),
                    () -> assertThat(result.passed()).as(result.message()).isTrue()));
  }

  @Test
  void everyRuleHasACaseInWhichItSpeaksAndOneInWhichItIsSilent() {
    assertThat(runner.findGaps(results)).isEmpty();
  }

  @Test
  void everyStageHasRules() {
    assertThat(rules.rules()).extracting(rule -> rule.stage()).contains(Stage.values());
  }

  @Test
  void noRuleNeedsOptionsWhichWouldTripleTheWork() {
    assertThat(rules.usesOptions()).isFalse();
  }
}
