package dev.sluice.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.client.RoutingClientOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;

/** What editors, the README and the core say of the properties is the same. */
class PropertiesMetadataTest {

  private static final Path README = Path.of("../README.md");
  private static final String HEADER = "| Property | Default | |";

  /** What only a {@link RoutingClientOptionsCustomizer} can say. */
  private static final Set<String> BY_CUSTOMIZER = Set.of("bearerToken", "observer", "transport");

  /** Options that properties of other names say. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "plaintext", "sluice.client.ssl.enabled",
          "tls", "sluice.client.ssl.enabled",
          "clientCertificate", "sluice.client.ssl.bundle",
          "header", "sluice.client.headers");

  private final Map<String, JsonNode> properties = properties();

  @Test
  void everyOneIsDescribedAndOurs() {
    assertThat(properties.keySet())
        .allMatch(
            name ->
                name.startsWith("sluice.client.")
                    || name.equals("management.health.sluice.enabled"));
    assertThat(properties.values())
        .allSatisfy(
            property -> assertThat(property.path("description").asText()).matches("[A-Z].*\\."));
  }

  @Test
  void everyOptionOfTheClientHasOne() {
    Set<String> options =
        Arrays.stream(RoutingClientOptions.Builder.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
            .map(Method::getName)
            .filter(name -> !name.equals("build") && !BY_CUSTOMIZER.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(options)
        .allSatisfy(
            option ->
                assertThat(properties)
                    .containsKey(ELSEWHERE.getOrDefault(option, "sluice.client." + kebab(option))));
  }

  @Test
  void theirDefaultsAreThoseOfTheClient() {
    RoutingClientOptions defaults =
        RoutingClientOptions.newBuilder(RoutingClientOptions.DEFAULT_TARGET).build();

    assertThat(value("targets")).isEqualTo(String.join(",", defaults.targets()));
    assertThat(value("max-in-flight")).isEqualTo(Integer.toString(defaults.maxInFlight()));
    assertThat(value("user-agent")).isEqualTo(defaults.userAgent());
    assertThat(DurationStyle.detectAndParse(value("resume-within")))
        .isEqualTo(defaults.resumeWithin());
    assertThat(DurationStyle.detectAndParse(value("keep-alive"))).isEqualTo(defaults.keepAlive());
    assertThat(DurationStyle.detectAndParse(value("keep-alive-timeout")))
        .isEqualTo(defaults.keepAliveTimeout());
    assertThat(value("deadline")).isEmpty();
    assertThat(value("ssl.enabled")).isEmpty();
  }

  @Test
  void theReadmeListsThem() throws IOException {
    List<String> expected = new ArrayList<>();
    properties.forEach(
        (name, property) -> {
          String value = text(property.path("defaultValue"));
          expected.add(
              "| `%s` | %s | %s |"
                  .formatted(
                      name,
                      value.isEmpty() ? "" : "`" + value + "`",
                      property.path("description").asText().replaceAll("\\s+", " ")));
        });
    List<String> lines = Files.readAllLines(README);
    int start = lines.indexOf(HEADER);
    assertThat(start).as(HEADER).isNotNegative();
    List<String> rows =
        lines.subList(start + 2, lines.size()).stream()
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(rows).isEqualTo(expected);
  }

  private String value(String name) {
    return text(
        properties
            .getOrDefault("sluice.client." + name, MissingNode.getInstance())
            .path("defaultValue"));
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(one -> texts.add(one.asText()));
      return String.join(",", texts);
    }
    return value.asText();
  }

  private static String kebab(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Map<String, JsonNode> properties() {
    try (InputStream metadata =
        SluiceClientProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      Map<String, JsonNode> byName = new TreeMap<>();
      new ObjectMapper()
          .readTree(metadata)
          .path("properties")
          .forEach(property -> byName.put(property.path("name").asText(), property));
      return byName;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
