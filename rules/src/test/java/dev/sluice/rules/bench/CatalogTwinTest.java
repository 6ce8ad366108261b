package dev.sluice.rules.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.RuleSources;
import dev.sluice.rules.compile.PlainCatalog;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.rules.engine.PlainSessions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The rules say what the same rules written in Java say; so do plain sessions. */
class CatalogTwinTest {
  private static final int ORDERS = Integer.getInteger("sluice.twin.orders", 2_000);
  private static final long SEED = Long.getLong("sluice.twin.seed", new Random().nextInt());

  @Test
  void rulesAndTwinSayTheSame() {
    System.out.printf("%d orders, -Dsluice.twin.seed=%d%n", ORDERS, SEED);
    var sources = RuleSources.read(Path.of("catalog"));
    var rules = new RuleSetCompiler().compile(sources);
    var remembering = new RuleSetCompiler(() -> new ConcurrentHashMap<>()).compile(sources);
    var plain = new PlainSessions(PlainCatalog.compile(sources));
    var random = new Random(SEED);
    var spoke = new HashSet<String>();
    for (int i = 0; i < ORDERS; i++) {
      var asked = GeneratedOrder.of(random);
      var twin = Judgement.ofTwin(asked);
      assertThat(Judgement.of(rules, asked)).as("order %d", i).isEqualTo(twin);
      assertThat(Judgement.of(remembering, asked)).as("order %d", i).isEqualTo(twin);
      if (i % 100 == 0) {
        plain.judge(
            asked.order(), asked.lines(), asked.warehouses(), asked.carriers(), asked.options());
        assertThat(plain.orderVerdicts()).as("order %d", i).isEqualTo(twin.order());
        assertThat(plain.candidateVerdicts()).as("order %d", i).isEqualTo(twin.candidates());
      }
      twin.order().spoken().forEach(spoken -> spoke.add(spoken.ruleId()));
      twin.candidates().spoken().forEach(spoken -> spoke.add(spoken.ruleId()));
    }
    var silent = new TreeSet<String>();
    rules.rules().forEach(rule -> silent.add(rule.id()));
    silent.removeAll(spoke);
    // The share stage is asked per region group and day, not per order.
    assertThat(silent).allMatch(id -> id.startsWith("SHARE-"));
  }
}
