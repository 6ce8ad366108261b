package dev.sluice.rules.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.cases.CaseResult;
import dev.sluice.rules.cases.CaseRunner;
import dev.sluice.rules.compile.RuleSetCompiler;
import dev.sluice.rules.guard.RuleGuard;
import dev.sluice.rules.guard.vocabulary.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pages on rules hold the tables of the vocabulary, and examples that the guard lets pass.
 * {@code -Dsluice.pages.write=true} writes the tables anew.
 */
class RulesPagesTest {
  private static final Map<Language, Path> PAGES =
      Map.of(
          Language.ENGLISH, Path.of("../docs/rules.md"),
          Language.CHINESE, Path.of("../docs/rules.zh-CN.md"));
  private static final Pattern TABLE =
      Pattern.compile("(<!-- table ([a-z]+) -->\n).*?(<!-- end -->\n)", Pattern.DOTALL);
  private static final Pattern EXAMPLE =
      Pattern.compile("```(drl|dslr|csv|yaml) ([a-z]+)\n(.*?)```\n", Pattern.DOTALL);

  private record Example(String kind, String folder, String text) {
    SourceFile file() {
      var name = kind.equals("yaml") ? "cases.yaml" : "example." + kind;
      return new SourceFile(folder + "/example/" + name, text);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tablesSayWhatTheCodeSays(Language language) throws IOException {
    var page = Files.readString(PAGES.get(language));
    var tables = new VocabularyTables(language);
    var written =
        TABLE
            .matcher(page)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        match.group(1)
                            + "\n"
                            + table(tables, match.group(2))
                            + "\n"
                            + match.group(3)));
    if (Boolean.getBoolean("sluice.pages.write")) {
      Files.writeString(PAGES.get(language), written);
    } else {
      assertThat(page).isEqualTo(written);
    }
    assertThat(TABLE.matcher(page).results().map(one -> one.group(2)))
        .containsExactlyInAnyOrder("facts", "verdicts", "comparisons", "stages");
  }

  private static String table(VocabularyTables tables, String name) {
    return switch (name) {
      case "facts" -> tables.facts();
      case "verdicts" -> tables.verdicts();
      case "comparisons" -> tables.comparisons();
      case "stages" -> tables.stages();
      default -> throw new IllegalStateException("No table is called " + name);
    };
  }

  @ParameterizedTest
  @EnumSource
  void everyExampleIsARule(Language language) throws IOException {
    var examples = examples(language);
    assertThat(examples).extracting(Example::kind).contains("drl", "dslr", "csv", "yaml");
    for (var example : examples) {
      if (!example.kind().equals("yaml")) {
        var judged = new RuleGuard().judge(new RuleSources(List.of(example.file())));
        assertThat(judged).allSatisfy(file -> assertThat(file.rules()).isNotEmpty());
      }
    }
  }

  /** Cases stand behind the rule they are about. */
  @ParameterizedTest
  @EnumSource
  void everyCaseOfThePagePasses(Language language) throws IOException {
    var examples = examples(language);
    for (int i = 1; i < examples.size(); i++) {
      if (examples.get(i).kind().equals("yaml")) {
        var sources = new RuleSources(List.of(examples.get(i - 1).file(), examples.get(i).file()));
        var runner = new CaseRunner(new RuleSetCompiler().compile(sources), sources);
        var results = runner.run();
        assertThat(results).isNotEmpty().allMatch(CaseResult::passed);
        assertThat(runner.findGaps(results)).isEmpty();
      }
    }
  }

  private static List<Example> examples(Language language) throws IOException {
    List<Example> examples = new ArrayList<>();
    EXAMPLE
        .matcher(Files.readString(PAGES.get(language)))
        .results()
        .forEach(one -> examples.add(new Example(one.group(1), one.group(2), one.group(3))));
    return examples;
  }
}
