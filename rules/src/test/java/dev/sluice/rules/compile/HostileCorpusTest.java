package dev.sluice.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.OutOfFuelException;
import dev.sluice.rules.RuleFailedException;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.RegionGroup;
import dev.sluice.rules.fact.ShareCarrier;
import dev.sluice.rules.fact.Warehouse;
import dev.sluice.rules.guard.Layer;
import dev.sluice.rules.guard.intake.Intake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rule files that want what they must not. The first line of each says the folder it is put into,
 * the code it is refused with, or that it runs out of fuel, and whether it executes code of its own
 * once no layer is left.
 */
class HostileCorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/hostile");
  private static final String EXECUTES = "executes";
  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");
  private static final int LINES = 300;

  @TempDir Path temporary;

  private record Hostile(
      String name, String ending, String folder, String code, boolean executes, String text) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    String path() {
      return folder + "/" + name + "/" + name + ending;
    }
  }

  @Test
  void theCorpusIsLarge() throws IOException {
    assertThat(corpus()).hasSizeGreaterThanOrEqualTo(110);
    assertThat(corpus().stream().filter(Hostile::executes)).hasSizeGreaterThanOrEqualTo(30);
  }

  @TestFactory
  Stream<DynamicTest> eachIsRefusedWithItsOwnCodeByUpload() throws IOException {
    return corpus().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.name(),
                    () -> {
                      var every = EnumSet.allOf(Layer.class);
                      assertThat(outcome(file, every)).contains(file.code());
                      assertThat(System.getProperty(Breach.PROPERTY)).isNull();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> eachIsRefusedWithItsOwnCodeInAFolder() throws IOException {
    return corpus().stream()
        .filter(file -> !file.code().equals("out-of-fuel"))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.name(),
                    () -> {
                      var folder = temporary.resolve(file.name());
                      Files.createDirectories(folder.resolve(file.path()).getParent());
                      Files.write(folder.resolve(file.path()), file.bytes());
                      assertThat(
                              refusals(
                                  () -> {
                                    var sources = new Intake().readFolder(folder);
                                    new RuleSetCompiler().compile(sources);
                                  }))
                          .contains(file.code());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> eachIsContainedWithAnyLayerOff() throws IOException {
    return corpus().stream()
        .filter(file -> !file.executes())
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.name(),
                    () -> {
                      for (var off : Layer.values()) {
                        if (off == Layer.FUEL && file.code().equals("out-of-fuel")) {
                          // What only costs time is the fuel's alone.
                          continue;
                        }
                        outcome(file, EnumSet.complementOf(EnumSet.of(off)));
                        assertThat(System.getProperty(Breach.PROPERTY))
                            .as("without %s", off)
                            .isNull();
                      }
                    }));
  }

  /** Another layer refuses it; which one, a failure of this test says. */
  @TestFactory
  Stream<DynamicTest> codeIsRefusedWithAnyLayerOff() throws IOException {
    return corpus().stream()
        .filter(Hostile::executes)
        .flatMap(
            file ->
                Stream.of(Layer.values())
                    .map(
                        off ->
                            DynamicTest.dynamicTest(
                                file.name() + " without " + off,
                                () -> {
                                  var by = outcome(file, EnumSet.complementOf(EnumSet.of(off)));
                                  assertThat(System.getProperty(Breach.PROPERTY)).isNull();
                                  assertThat(by).doesNotContain("ran", "failed", "out-of-fuel");
                                })));
  }

  /** Otherwise it would prove nothing that it is contained. */
  @TestFactory
  Stream<DynamicTest> whatIsMarkedExecutesWithEveryLayerOff() throws IOException {
    return corpus().stream()
        .filter(file -> file.text().contains("Breach."))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.name(),
                    () -> {
                      try {
                        var by = outcome(file, EnumSet.noneOf(Layer.class));
                        assertThat(System.getProperty(Breach.PROPERTY) != null)
                            .as("%s", by)
                            .isEqualTo(file.executes());
                      } finally {
                        System.clearProperty(Breach.PROPERTY);
                      }
                    }));
  }

  @Test
  void diagnosticsSpeakOfTheFileAndNeverInTheEnginesWords() throws IOException {
    for (var file : corpus()) {
      for (var diagnostic : diagnostics(file, EnumSet.allOf(Layer.class))) {
        assertThat(diagnostic.message()).as(file.name()).contains("Maybe");
        assertThat(diagnostic.message()).doesNotContain("org.drools", "[ERR", "line -1", "LambdaP");
        assertThat(diagnostic.file()).isEqualTo(file.path());
      }
    }
  }

  /** Codes of refusals, or what came of running it. */
  private static List<String> outcome(Hostile file, Set<Layer> layers) {
    return refusals(
        () -> {
          var sources = new Intake(layers).readUpload(Map.of(file.path(), file.bytes()));
          run(new RuleSetCompiler(layers).compile(sources));
        });
  }

  private static List<Diagnostic> diagnostics(Hostile file, Set<Layer> layers) {
    try {
      var sources = new Intake(layers).readUpload(Map.of(file.path(), file.bytes()));
      new RuleSetCompiler(layers).compile(sources);
      return List.of();
    } catch (RuleSetException e) {
      return e.diagnostics();
    }
  }

  private static List<String> refusals(Runnable step) {
    try {
      step.run();
      return List.of("ran");
    } catch (RuleSetException e) {
      return e.diagnostics().stream().map(Diagnostic::code).toList();
    } catch (OutOfFuelException e) {
      return List.of("out-of-fuel");
    } catch (RuleFailedException e) {
      return List.of("failed");
    }
  }

  private static void run(RuleSet rules) {
    var lines = new ArrayList<Line>();
    for (int i = 0; i < LINES; i++) {
      lines.add(Line.builder().sku("S" + i).quantity(1 + i % 7).build());
    }
    var order = Order.builder().lines(lines).build();
    var warehouses = new ArrayList<Warehouse>();
    var carriers = new ArrayList<Carrier>();
    var options = new ArrayList<Option>();
    for (int i = 0; i < 12; i++) {
      warehouses.add(Warehouse.builder().id("W" + i).sameCity(true).build());
      carriers.add(Carrier.builder().id("C" + i).service("X").build());
      options.add(new Option(warehouses.get(i), carriers.get(i), 1, 1, 0));
    }
    rules.judgeOrder(order, lines, NOW);
    rules.judgeCandidates(order, lines, warehouses, carriers, options, NOW);
    var group = RegionGroup.builder().id("CN").build();
    rules.judgeShares(group, List.of(ShareCarrier.builder().id("SF").leads(true).build()), NOW);
  }

  private static List<Hostile> corpus() throws IOException {
    try (var files = Files.list(CORPUS)) {
      return files.sorted().map(HostileCorpusTest::read).toList();
    }
  }

  private static Hostile read(Path file) {
    try {
      var text = Files.readString(file);
      var head = text.lines().findFirst().orElseThrow();
      var words = head.split(" ", -1);
      var name = file.getFileName().toString();
      int point = name.lastIndexOf('.');
      boolean executes = words.length > 3 && words[3].equals(EXECUTES);
      return new Hostile(
          name.substring(0, point), name.substring(point), words[1], words[2], executes, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
