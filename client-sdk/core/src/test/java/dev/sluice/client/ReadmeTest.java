package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README says of options, exceptions and dependencies is what the code says. */
class ReadmeTest {

  private static final Path README = Path.of("../README.md");
  private static final Path TREE = Path.of("target/dependency-tree.txt");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-zA-Z]+)(\\([^)]*\\))?[^|]*\\| (.*) \\|");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "[|+\\\\ -]*([a-zA-Z0-9.]+):([a-zA-Z0-9._-]+):jar:([^:]+):[a-z]+( \\(.*\\))?");

  @Test
  void everyOptionIsThereWithItsDefault() throws IOException {
    Map<String, String> rows = rows("| Option | Default |");

    Set<String> options =
        Arrays.stream(RoutingClientOptions.Builder.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
            .map(Method::getName)
            .filter(name -> !Set.of("build", "transport").contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(new TreeSet<>(rows.keySet())).isEqualTo(options);

    RoutingClientOptions defaults = RoutingClientOptions.newBuilder("localhost:50051").build();
    assertThat(defaults.encrypted()).isFalse();
    assertThat(rows.get("plaintext")).startsWith("plaintext");
    assertThat(defaults.bearerToken()).isEmpty();
    assertThat(rows.get("bearerToken")).startsWith("none");
    assertThat(defaults.deadline()).isEmpty();
    assertThat(rows.get("deadline")).startsWith("the contract's");
    assertThat(defaults.headers()).isEmpty();
    assertThat(rows.get("header")).startsWith("none");
    assertThat(defaults.observers()).isEmpty();
    assertThat(rows.get("observer")).startsWith("none");
    assertThat(rows.get("maxInFlight")).startsWith(Integer.toString(defaults.maxInFlight()) + " ");
    assertThat(rows.get("resumeWithin")).startsWith(seconds(defaults.resumeWithin()));
    assertThat(rows.get("keepAlive")).startsWith(seconds(defaults.keepAlive()));
    assertThat(rows.get("keepAliveTimeout")).startsWith(seconds(defaults.keepAliveTimeout()));
    assertThat(rows.get("userAgent")).startsWith("`" + defaults.userAgent() + "`");
  }

  @Test
  void everyExceptionIsThere() throws IOException {
    Set<String> exceptions =
        Arrays.stream(SluiceException.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());

    assertThat(rows("| Class | When | Repeat it? |").keySet()).isEqualTo(exceptions);
  }

  @Test
  void everyDependencyIsThereAndNoOther() throws IOException {
    Map<String, Set<String>> byGroup = new TreeMap<>();
    for (String line : Files.readAllLines(TREE)) {
      Matcher matcher = DEPENDENCY.matcher(line);
      if (matcher.matches() && matcher.group(4) == null) {
        byGroup
            .computeIfAbsent(matcher.group(1) + " " + matcher.group(3), group -> new TreeSet<>())
            .add(matcher.group(2));
      }
    }
    List<String> expected = new ArrayList<>();
    byGroup.forEach((group, names) -> expected.add(group + ": " + String.join(", ", names)));

    assertThat(block("```dependencies")).isEqualTo(expected);
    assertThat(String.join("\n", expected))
        .doesNotContainIgnoringCase("drools")
        .doesNotContain("postgresql", "io.netty", "hikari", "jackson");
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }

  private static Map<String, String> rows(String header) throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(README);
    int start = lines.indexOf(header);
    assertThat(start).as(header).isNotNegative();
    for (String line : lines.subList(start + 2, lines.size())) {
      Matcher matcher = ROW.matcher(line);
      if (!matcher.matches()) {
        break;
      }
      for (String name : names(line)) {
        rows.put(name, matcher.group(3));
      }
    }
    return rows;
  }

  /** A row may be about several options. */
  private static List<String> names(String row) {
    Matcher names = Pattern.compile("`([a-zA-Z]+)").matcher(row.substring(0, row.indexOf('|', 1)));
    return names.results().map(match -> match.group(1)).toList();
  }

  private static List<String> block(String fence) throws IOException {
    List<String> lines = Files.readAllLines(README);
    int start = lines.indexOf(fence);
    assertThat(start).as(fence).isNotNegative();
    List<String> after = lines.subList(start + 1, lines.size());
    return after.subList(0, after.indexOf("```"));
  }
}
