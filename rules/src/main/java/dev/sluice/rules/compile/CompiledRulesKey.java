package dev.sluice.rules.compile;

import dev.sluice.rules.Stage;
import dev.sluice.rules.compile.CheckedCatalog.CheckedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.kie.api.KieServices;

/** Names compiled rules by everything that they depend on: text, facts, engine and Java. */
final class CompiledRulesKey {
  private final MessageDigest digest;

  private CompiledRulesKey() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JVM has no SHA-256.", e);
    }
  }

  static String of(List<CheckedFile> files) {
    var key = new CompiledRulesKey();
    key.add(Integer.toString(Runtime.version().feature()));
    key.add(String.valueOf(KieServices.class.getPackage().getImplementationVersion()));
    for (var stage : Stage.values()) {
      DroolsBuild.classes(stage).forEach(key::addClass);
    }
    for (var file : files) {
      key.add(file.stage().name());
      key.add(DroolsBuild.drl(file));
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
