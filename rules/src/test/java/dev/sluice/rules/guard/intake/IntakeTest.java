package dev.sluice.rules.guard.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.guard.Layer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
  private static final String PATH = "intake/a/a.drl";

  @TempDir Path folder;

  static Stream<Arguments> hostileContents() {
    return Stream.of(
        Arguments.of("intake-size", new byte[10 * 1024 * 1024]),
        Arguments.of("intake-encoding", "规则".getBytes(Charset.forName("GBK"))),
        Arguments.of("intake-encoding", "rule".getBytes(StandardCharsets.UTF_16)),
        Arguments.of("intake-encoding", new byte[] {'a', (byte) 0xE8, (byte) 0xA7}),
        Arguments.of("intake-control-character", bytes("a\u0000b")),
        Arguments.of("intake-control-character", bytes("a\u001B[2Jb")),
        Arguments.of("intake-bidirectional", bytes("a\u202Eb")),
        Arguments.of("intake-bidirectional", bytes("a\u2066b")),
        Arguments.of("intake-bidirectional", bytes("a\u200Bb")),
        Arguments.of("intake-unicode-escape", bytes("a \\u0041")),
        Arguments.of("intake-nesting", bytes("(".repeat(33))));
  }

  @ParameterizedTest
  @MethodSource("hostileContents")
  void refusesHostileContentsOnBothWaysIn(String code, byte[] content) throws IOException {
    assertThat(refusedUpload(Map.of(PATH, content))).containsExactly(code);
    write(PATH, content);
    assertThat(refusedFolder()).containsExactly(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd.drl",
        "../a.drl",
        "intake/../../a.drl",
        "intake\\a.drl",
        "intake//a.drl",
        "a/b/c/d/e/f/g/h/i.drl",
        "intake/.hidden.drl",
        "intake/a\nb.drl"
      })
  void refusesPathsThatLeaveTheCatalog(String path) {
    assertThat(refusedUpload(Map.of(path, new byte[0]))).containsExactly("intake-path");
  }

  @Test
  void refusesOtherKindsOfFiles() throws IOException, InterruptedException {
    write("intake/a/notes.txt", bytes("x"));
    assertThat(refusedFolder()).containsExactly("intake-name");
    assertThat(refusedUpload(Map.of("intake/Evil.class", new byte[0])))
        .containsExactly("intake-name");
    Files.delete(folder.resolve("intake/a/notes.txt"));

    Files.createSymbolicLink(folder.resolve("intake/link.drl"), Path.of("/etc/passwd"));
    assertThat(refusedFolder()).containsExactly("intake-link");
    Files.delete(folder.resolve("intake/link.drl"));

    Files.createSymbolicLink(folder.resolve("intake/more"), Path.of("/etc"));
    assertThat(refusedFolder()).containsExactly("intake-link");
    Files.delete(folder.resolve("intake/more"));

    var fifo = new ProcessBuilder("mkfifo", folder.resolve("intake/fifo.drl").toString()).start();
    assertThat(fifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(refusedFolder()).containsExactly("intake-special-file");
  }

  @Test
  void namesThePlaceAndTheLikelyEncoding() {
    var control = diagnostics(Map.of(PATH, bytes("one\ntwo \u0007")));
    assertThat(control).singleElement().returns(2, Diagnostic::line).returns(5, Diagnostic::column);
    assertThat(diagnostics(Map.of(PATH, "规则".getBytes(Charset.forName("GBK")))))
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("Maybe it was saved as GBK?"));
  }

  @Test
  void parenthesesInTextsAndCommentsDoNotNest() {
    var text = "// " + "(".repeat(40) + "\n\"" + "(".repeat(40) + "\"\n";
    var sources = new Intake().readUpload(Map.of(PATH, bytes(text)));
    assertThat(sources.files()).singleElement().returns(text, one -> one.text());
  }

  @Test
  void switchedOffItLetsEverythingPass() {
    var off = new Intake(EnumSet.complementOf(EnumSet.of(Layer.INTAKE)));
    var sources = off.readUpload(Map.of("x.txt", bytes("a\u0000\\u0041")));
    assertThat(sources.files()).singleElement().returns("a\u0000\\u0041", one -> one.text());
  }

  private void write(String path, byte[] content) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private List<String> refusedFolder() {
    return catchThrowableOfType(RuleSetException.class, () -> new Intake().readFolder(folder))
        .diagnostics()
        .stream()
        .map(Diagnostic::code)
        .toList();
  }

  private static List<String> refusedUpload(Map<String, byte[]> upload) {
    return diagnostics(upload).stream().map(Diagnostic::code).toList();
  }

  private static List<Diagnostic> diagnostics(Map<String, byte[]> upload) {
    return catchThrowableOfType(RuleSetException.class, () -> new Intake().readUpload(upload))
        .diagnostics();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
