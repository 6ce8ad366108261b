package dev.sluice.rules.guard.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.guard.RuleGuard;
import dev.sluice.rules.guard.intake.Intake;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever writes sentences in Chinese is told in Chinese what is wrong with them. */
class ChineseRefusalsTest {
  private static final Path READER = Path.of("src/main/java/dev/sluice/rules/guard/read");
  private static final Pattern REFUSED = Pattern.compile("Refusal\\.([A-Z_]+),");
  private static final Pattern ENGLISH = Pattern.compile("\\b(Found|Allowed|Maybe|The|This)\\b");
  private static final String NAME = "规则 INT-900：一\n";

  /**
   * A file, and how it is refused.
   *
   * @param code of the refusal
   * @param said of it in Chinese
   */
  record Sample(String code, String text, String said) {}

  /** One for every place at which the reader refuses something. */
  static List<Sample> ofReader() {
    return List.of(
        new Sample("structure-empty-file", "// 以后再写\n", "文件里没有规则"),
        new Sample(
            "structure-top-level", "易碎品走顺丰\n" + NAME + "总是标记\"x\"", "此处应为一条规则的开头，却写着 `易碎品走顺丰`"),
        new Sample("structure-name", "规则 900：一\n总是标记\"x\"", "此处应为规则的名称，却写着"),
        new Sample("structure-date", NAME + "自 明天 起\n总是标记\"x\"", "此处应为日期"),
        new Sample(
            "structure-sentence-language",
            NAME + "如果订单 is remote 则拒绝订单，原因\"x\"",
            "规则中出现 `is`，而这条规则是用中文写的。可以写："),
        new Sample("structure-sentence", NAME + "如果订单偏圆则拒绝订单，原因\"x\"", "此处不能是 `偏圆` 。可以写："),
        new Sample("structure-unfinished", NAME + "总是标记“x\n", "在本行内没有结束"),
        new Sample("structure-backslash", NAME + "总是标记“x\\y”", "文字中有反斜杠"),
        new Sample("structure-sentence", NAME + "总是标记“x\"y”", "文字中间有引号"),
        new Sample("expression-number", NAME + "如果订单行数大于007则标记“x”", "此处应为数字，却写着 `007`"),
        new Sample(
            "structure-shape",
            NAME
                + "如果订单渠道属于"
                + String.join("、", IntStream.range(0, 250).mapToObj(i -> "“C" + i + "”").toList())
                + "则标记“x”",
            "比较和列举的内容超过 200 项"),
        new Sample("structure-sentence", NAME + "如果商品易碎或需冷藏且是液体则此类商品同单发货", "“并且”与“或者”混用"),
        new Sample(
            "structure-shape",
            NAME + "总是每行缺货代价" + "(".repeat(33) + "1" + ")".repeat(33) + "元",
            "括号嵌套超过 32 层"),
        new Sample("structure-sentence", NAME + "如果订单偏远则此类商品同单发货", "“此类商品”（such lines）无所指"));
  }

  /** What the guard refuses of sentences that can be read. */
  static List<Sample> ofGuard() {
    return List.of(
        new Sample("structure-duplicate-id", (NAME + "总是标记“x”\n").repeat(2), "请换下一个空闲的编号"),
        new Sample("expression-range", NAME + "如果订单偏远则最多拆成500单", "此处是 500，应为整数，从 1 到 100"),
        new Sample("expression-rejects-everything", NAME + "总是拒绝订单，原因“x”", "会拦下一切"));
  }

  @ParameterizedTest
  @MethodSource({"ofReader", "ofGuard"})
  void areReadableToChineseStaff(Sample sample) {
    List<Diagnostic> refused = refused("intake/a/a.dslr", sample.text());

    assertThat(refused)
        .as("%s", refused)
        .anySatisfy(
            one -> {
              assertThat(one.code()).isEqualTo(sample.code());
              assertThat(one.messageZh()).contains(sample.said());
              assertThat(one.inChinese()).startsWith("intake/a/a.dslr:").doesNotContain(": Found");
            });
    assertThat(refused)
        .extracting(Diagnostic::messageZh)
        .allSatisfy(said -> assertThat(said).doesNotContainPattern(ENGLISH));
  }

  @Test
  void everyRefusalOfTheReaderIsAmongThese() throws IOException {
    List<String> inSource = new ArrayList<>();
    try (Stream<Path> files = Files.list(READER)) {
      for (Path file : files.filter(one -> name(one).startsWith("Sentence")).toList()) {
        REFUSED
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1).toLowerCase(Locale.ROOT).replace('_', '-'))
            .forEach(inSource::add);
      }
    }

    assertThat(inSource)
        .containsExactlyInAnyOrderElementsOf(ofReader().stream().map(Sample::code).toList());
  }

  @Test
  void aFileInAnotherEncodingIsRefusedInChineseToo() {
    byte[] saved = (NAME + "总是标记“x”").getBytes(Charset.forName("GBK"));

    var refused =
        catchThrowableOfType(
            RuleSetException.class,
            () -> new Intake().readUpload(Map.of("intake/a/a.dslr", saved)));

    assertThat(refused.diagnostics())
        .extracting(Diagnostic::messageZh)
        .containsExactly("文件不是 UTF-8 编码。是否存成了 GBK？请另存为 UTF-8。");
  }

  @Test
  void aRuleInTheWrongFolderIsRefusedInChineseToo() {
    assertThat(refused("rules/a/a.dslr", NAME + "总是标记“x”"))
        .extracting(Diagnostic::messageZh)
        .singleElement()
        .asString()
        .startsWith("规则文件所在的文件夹不属于任何阶段");
  }

  private static List<Diagnostic> refused(String path, String text) {
    var source = new SourceFile(path, text);
    var thrown =
        catchThrowableOfType(
            RuleSetException.class, () -> new RuleGuard().judge(new RuleSources(List.of(source))));
    assertThat(thrown).as(text).isNotNull();
    return thrown.diagnostics();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
