package dev.sluice.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class MessagesTest {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]+}");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  private final Properties english = load("messages.properties");
  private final Properties chinese = load("messages_zh.properties");

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaceholders() {
    assertThat(new TreeSet<>(chinese.stringPropertyNames()))
        .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    for (String key : english.stringPropertyNames()) {
      assertThat(placeholders(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key)));
    }
  }

  @Test
  void englishHoldsNoChinese() {
    for (String key : english.stringPropertyNames()) {
      assertThat(english.getProperty(key)).as(key).doesNotContainPattern(CHINESE);
    }
  }

  @Test
  void everyCommandAndArgumentIsDescribedInBothLanguages() {
    List<String> inEnglish = descriptions(Messages.english());
    List<String> inChinese = descriptions(Messages.chinese());

    assertThat(inEnglish).isNotEmpty().doesNotContain("");
    assertThat(inChinese).hasSameSizeAs(inEnglish);
    assertThat(inChinese).allSatisfy(text -> assertThat(text).containsPattern(CHINESE));
  }

  @Test
  void theFirstLanguageThatIsSetWins() {
    assertThat(Messages.choose("", Map.of()).isChinese()).isFalse();
    assertThat(Messages.choose("", Map.of("LANG", "zh_CN.UTF-8")).isChinese()).isTrue();
    assertThat(Messages.choose("", Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C")).isChinese())
        .isFalse();
    assertThat(Messages.choose("en", Map.of("LC_ALL", "zh_CN.UTF-8")).isChinese()).isFalse();
    assertThat(Messages.choose("zh", Map.of()).isChinese()).isTrue();
  }

  private static List<String> descriptions(Messages messages) {
    CommandLine sluice = CommandLines.sluice(messages);
    List<String> texts = new ArrayList<>();
    withSubcommands(sluice).forEach(command -> addDescriptions(command.getCommandSpec(), texts));
    return texts;
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(MessagesTest::withSubcommands));
  }

  private static void addDescriptions(CommandSpec command, List<String> texts) {
    texts.add(String.join(" ", command.usageMessage().header()));
    for (ArgSpec argument : command.args()) {
      texts.add(String.join(" ", argument.description()));
    }
  }

  private static List<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(match -> match.group())
        .sorted()
        .distinct()
        .collect(Collectors.toList());
  }

  private static Properties load(String name) {
    Properties properties = new Properties();
    try (InputStream stream = Objects.requireNonNull(Messages.class.getResourceAsStream(name));
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
    return properties;
  }
}
