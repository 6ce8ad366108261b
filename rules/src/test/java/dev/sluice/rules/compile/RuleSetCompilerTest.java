package dev.sluice.rules.compile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import dev.sluice.rules.compile.CheckedCatalog.CheckedRule;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetCompilerTest {
  private static final String GOOD =
      """
      rule "INT-010 Everybody is noted"
      when
        Order()
      then
        routing.tag("seen");
      end
      """;

  @Test
  void readsIdSentenceStageFileAndLineOfEveryRule() {
    var rules =
        compile(
                Map.of(
                    "share/a/a.drl",
                    """
                    // A comment of its own.
                    rule "SHARE-010 The main carrier has its cap"
                    when
                      $carrier : ShareCarrier( role == "MAIN" )
                    then
                      shares.cap($carrier, 58);
                    end
                    """,
                    "intake/b/b.drl",
                    GOOD))
            .rules();

    assertThat(rules)
        .containsExactly(
            new RuleInfo("INT-010", "Everybody is noted", Stage.ORDER, "intake/b/b.drl", 1, true),
            new RuleInfo(
                "SHARE-010",
                "The main carrier has its cap",
                Stage.SHARE,
                "share/a/a.drl",
                2,
                false));
  }

  @Test
  void versionFollowsTheContentOfRulesOnly() {
    var version = compile(Map.of("intake/a/a.drl", GOOD)).version();

    assertThat(version).matches("[0-9a-f]{16}");
    assertThat(compile(Map.of("intake/a/a.drl", GOOD, "intake/a/cases.yaml", "x")).version())
        .isEqualTo(version);
    assertThat(compile(Map.of("intake/a/a.drl", GOOD.replace("seen", "met"))).version())
        .isNotEqualTo(version);
  }

  @Test
  void editedFilesJoinWhatWasCompiledBefore() {
    var compiler = new RuleSetCompiler();
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      files.put("intake/f" + i + "/f.drl", tagging(i, "first-" + i));
    }
    var random = new Random(7);

    for (int edit = 0; edit < 12; edit++) {
      int file = random.nextInt(6);
      if (edit % 4 == 3) {
        files.remove("intake/f" + file + "/f.drl");
      } else {
        files.put("intake/f" + file + "/f.drl", tagging(file, "edit-" + edit));
      }

      assertThat(tags(compiler.compile(sources(files))))
          .as("edit %d of %s", edit, files.keySet())
          .isEqualTo(tags(new RuleSetCompiler().compile(sources(files))))
          .hasSize(files.size());
    }
  }

  private static String tagging(int number, String tag) {
    return GOOD.replace("INT-010", "INT-01" + number).replace("\"seen\"", "\"" + tag + "\"");
  }

  private static Set<String> tags(RuleSet rules) {
    List<Line> lines = List.of(Line.builder().sku("A").build());
    var order = Order.builder().lines(lines).build();
    return Set.copyOf(rules.judgeOrder(order, lines, Instant.EPOCH).tags());
  }

  private static RuleSources sources(Map<String, String> files) {
    return new RuleSources(
        files.entrySet().stream()
            .map(file -> new SourceFile(file.getKey(), file.getValue()))
            .toList());
  }

  @Test
  void knowsWhetherAnyRuleLooksAtOptions() {
    var rule =
        """
        rule "PREF-010 %s"
        when
          $x : %s()
        then
          routing.surcharge($x, 1, "why");
        end
        """;

    assertThat(compile(Map.of("preference/a/a.drl", rule.formatted("A", "Warehouse"))))
        .returns(false, RuleSet::usesOptions);
    assertThat(compile(Map.of("preference/a/a.drl", rule.formatted("A", "Option"))))
        .returns(true, RuleSet::usesOptions);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                   | $w : Warehouse()                                        | false",
        "                   | $w : Warehouse() not Option( hoursLate > 0 )             | true",
        "                   | $w : Warehouse() exists( Line() and Option() )           | true",
        "                   | $w : Warehouse() accumulate( Option(); $n : count() )    | true",
        "enabled false      | $w : Warehouse() not Option( hoursLate > 0 )             | false"
      })
  void optionsAreOnlyLookedAtWhereARuleInForceMentionsThem(
      @Nullable String attribute, String conditions, boolean mentioned) {
    var rule =
        "rule \"PREF-010 A\" %s when %s then routing.surcharge($w, 1, \"why\"); end"
            .formatted(attribute == null ? "" : attribute, conditions);
    var rules =
        compile(
            Map.of(
                "preference/a/a.drl",
                rule,
                "preference/b/b.dslr",
                "rule PREF-011: B\nalways surcharge every carrier by 1 yuan because \"why\""));
    var looks = new AtomicInteger();
    var options =
        new AbstractList<Option>() {
          @Override
          public Option get(int index) {
            throw new IndexOutOfBoundsException(index);
          }

          @Override
          public int size() {
            looks.incrementAndGet();
            return 0;
          }
        };

    rules.judgeCandidates(
        Order.builder().build(), List.of(), List.of(), List.of(), options, Instant.EPOCH);

    assertThat(rules.usesOptions()).isEqualTo(mentioned);
    assertThat(looks.get() > 0).isEqualTo(mentioned);
  }

  @Test
  void aSentenceThatMentionsOptionsLooksAtThem() {
    assertThat(compile(Map.of("preference/b/b.dslr", "规则 PREF-011：迟到的组合加价\n总是对迟到时间大于0小时的组合加价1元")))
        .returns(true, RuleSet::usesOptions);
  }

  @Test
  void anEmptyCatalogIsARuleSetThatSaysNothing() {
    assertThat(compile(Map.of()).rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          $l : Line( fragil )        | routing.tag("x");        | 5 | `fragil` is no property
          $l : Line( quantity == "x" ) | routing.tag("x");      | 5 | a text in quotes
          $l : Line( skuu == "x" )   | routing.tag("x");        | 5 | `skuu` is no property
          $l : Line( fragile         | routing.tag("x");        | 6 | Found `then`
          $l : Line( fragile == )    | routing.tag("x");        | 5 | Found `)`
          $l : Line( quantity > $x ) | routing.tag("x");        | 5 | `$x` is not bound
          $l : Line( fragile )       | routing.tag(5);          | 7 | `tag` takes other arguments
          $l : Line( fragile )       | routing.priority($x);    | 7 | `$x` is not bound
          $l : Line( fragile )       | routing.onShortage($l.skuu, "REFUSE"); | 7 | `skuu` is no
          """)
  void saysFileAndLineOfWhatIsWrong(String condition, String verdict, int line, String message) {
    var text =
        """


        rule "INT-020 Broken"
        when
          %s
        then
          %s
        end
        """
            .formatted(condition, verdict);

    var thrown =
        catchThrowableOfType(
            RuleSetException.class,
            () -> compile(Map.of("intake/a/a.drl", GOOD, "intake/b/b.drl", text)));

    assertThat(thrown.diagnostics())
        .allSatisfy(diagnostic -> assertThat(diagnostic.file()).isEqualTo("intake/b/b.drl"))
        .anySatisfy(
            diagnostic -> {
              assertThat(diagnostic.line()).isEqualTo(line);
              assertThat(diagnostic.message()).contains(message).contains("Maybe");
            });
  }

  @Test
  void compilesAgainAfterAFailureAndSideBySide() {
    var broken = Map.of("intake/a/a.drl", GOOD.replace("Order()", "Order( nothing )"));
    assertThatThrownBy(() -> compile(broken)).isInstanceOf(RuleSetException.class);

    var first = compile(Map.of("intake/a/a.drl", GOOD));
    var second = compile(Map.of("intake/a/a.drl", GOOD.replace("INT-010", "INT-011")));

    assertThat(first.rules()).extracting(RuleInfo::id).containsExactly("INT-010");
    assertThat(second.rules()).extracting(RuleInfo::id).containsExactly("INT-011");
  }

  @Test
  void whatTheEngineThrowsIsARefusalOfThatRuleInOurWords() {
    var good = new CheckedFile("intake/a/a.drl", Stage.ORDER, List.of(tagging(10, 1)), false);
    var mixed =
        new CheckedFile(
            "intake/b/b.drl",
            Stage.ORDER,
            List.of(
                tagging(20, 3),
                checked(
                    21,
                    8,
                    "rule \"INT-021\" when accumulate(not(Order()); $n : count()) then"
                        + " routing.tag(\"x\"); end\n")),
            false);
    var nothing = new RuleSources(List.of());
    var catalog = new AtomicReference<>(new CheckedCatalog(List.of(good, mixed)));
    var compiler = new RuleSetCompiler(sources -> requireNonNull(catalog.get()));

    var thrown = catchThrowableOfType(RuleSetException.class, () -> compiler.compile(nothing));

    assertThat(thrown.diagnostics())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.code()).isEqualTo("bytecode-engine");
              assertThat(one.file() + ":" + one.line()).isEqualTo("intake/b/b.drl:8");
              assertThat(one.message()).contains("`INT-021` cannot be compiled", "Maybe");
              assertThat(one.message()).doesNotContain("null", "Variable", "Exception");
              assertThat(one.messageZh()).contains("规则 `INT-021`");
            });

    catalog.set(new CheckedCatalog(List.of(good)));
    assertThat(tags(compiler.compile(nothing))).containsExactly("tag-10");
  }

  private static CheckedRule tagging(int number, int line) {
    return checked(
        number,
        line,
        "rule \"INT-0%d\" when Order() then routing.tag(\"tag-%d\"); end\n"
            .formatted(number, number));
  }

  private static CheckedRule checked(int number, int line, String drl) {
    var file = "intake/%s/%s.drl".formatted(number < 20 ? "a" : "b", number < 20 ? "a" : "b");
    return new CheckedRule(
        new RuleInfo("INT-0" + number, "A", Stage.ORDER, file, line, false), drl);
  }

  @Test
  void showsDiagnosticsAsFileLineColumn() {
    assertThat(new Diagnostic("intake/a.drl", 3, 7, "x-y", "a", "What. Maybe?"))
        .hasToString("intake/a.drl:3:7: What. Maybe? [x-y]");
    assertThat(new Diagnostic("", 0, 0, "x-y", "", "What.")).hasToString("catalog: What. [x-y]");
  }

  private static RuleSet compile(Map<String, String> files) {
    List<SourceFile> sources =
        files.entrySet().stream()
            .map(entry -> new SourceFile(entry.getKey(), entry.getValue()))
            .toList();
    return new RuleSetCompiler().compile(new RuleSources(sources));
  }
}
