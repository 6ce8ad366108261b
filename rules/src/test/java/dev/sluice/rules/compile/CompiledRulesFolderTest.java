package dev.sluice.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompiledRulesFolderTest {

  @TempDir private Path folder;

  @Test
  void kept_rules_say_the_same() throws IOException {
    OrderVerdicts compiled = judge(compile("seen"));
    byte[] kept = Files.readAllBytes(onlyFile());

    OrderVerdicts loaded = judge(compile("seen"));

    assertThat(loaded).isEqualTo(compiled);
    assertThat(loaded.tags()).containsExactly("seen");
    assertThat(Files.readAllBytes(onlyFile())).isEqualTo(kept);
  }

  @Test
  void other_rules_are_compiled_and_kept_beside() throws IOException {
    compile("seen");

    assertThat(judge(compile("noted")).tags()).containsExactly("noted");
    try (Stream<Path> files = Files.list(compiled())) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void a_broken_file_is_replaced() throws IOException {
    compile("seen");
    Path file = onlyFile();
    byte[] kept = Files.readAllBytes(file);
    Files.write(file, new byte[] {1, 2, 3});

    assertThat(judge(compile("seen")).tags()).containsExactly("seen");
    assertThat(Files.size(file)).isGreaterThan(kept.length / 2);
  }

  @Test
  void a_folder_that_cannot_be_made_only_costs_time() throws IOException {
    Files.writeString(compiled(), "in the way");

    assertThat(judge(compile("seen")).tags()).containsExactly("seen");
  }

  private RuleSet compile(String tag) {
    String rule =
        """
        rule "INT-010 Everybody is noted"
        when
          Order()
        then
          routing.tag("%s");
        end
        """
            .formatted(tag);
    return new RuleSetCompiler(ConcurrentHashMap::new, new CompiledRulesFolder(compiled()))
        .compile(new RuleSources(List.of(new SourceFile("intake/b/b.drl", rule))));
  }

  private static OrderVerdicts judge(RuleSet rules) {
    List<Line> lines = List.of(Line.builder().sku("A").build());
    return rules.judgeOrder(Order.builder().lines(lines).build(), lines, Instant.EPOCH);
  }

  private Path compiled() {
    return folder.resolve("compiled");
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(compiled())) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }
}
