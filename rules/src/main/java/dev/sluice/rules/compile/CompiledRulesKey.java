package dev.sluice.rules.compile;

import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import org.kie.api.KieServices;

/** Names a compiled rule file by everything that it depends on: text, facts, engine and Java. */
final class CompiledRulesKey {
  private static final String FOUNDATION = foundation();

  private final MessageDigest digest;

  private CompiledRulesKey() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JVM has no SHA-256.", e);
    }
  }

  /** Of one rule file. */
  static String of(CheckedFile file) {
    var key = new CompiledRulesKey();
    key.add(FOUNDATION);
    key.add(file.stage().name());
    key.add(EngineCompiler.drl(file));
    return HexFormat.of().formatHex(key.digest.digest());
  }

  /** Of rule files that were compiled together. */
  static String of(Collection<String> fileKeys) {
    var key = new CompiledRulesKey();
    fileKeys.stream().sorted().forEach(key::add);
    return HexFormat.of().formatHex(key.digest.digest());
  }

  private static String foundation() {
    var key = new CompiledRulesKey();
    key.add(Integer.toString(Runtime.version().feature()));
    key.add(String.valueOf(KieServices.class.getPackage().getImplementationVersion()));
    for (var stage : Stage.values()) {
      EngineCompiler.classes(stage).forEach(key::addClass);
    }
    return HexFormat.of().formatHex(key.digest.digest());
  }

  private void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** What a compiled rule calls. */
  private void addClass(String name) {
    try (InputStream in =
        CompiledRulesKey.class
            .getClassLoader()
            .getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new IllegalStateException("The program has no class file of " + name);
      }
      digest.update(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The program cannot be read", e);
    }
  }
}
