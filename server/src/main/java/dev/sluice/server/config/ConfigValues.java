package dev.sluice.server.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds who set a key, and turns the text into a checked value. */
final class ConfigValues {
  private static final String PASSWORD_VARIABLE = "SLUICE_DATABASE_PASSWORD";
  private static final String SECRET = ConfigKeys.DATABASE_PASSWORD.path();

  private final Path home;
  private final @Nullable Path file;
  private final Map<String, ConfigFile.Entry> fileEntries;
  private final Map<String, ConfigOverrides.FlagValue> overrides;
  private final Map<String, String> environment;

  ConfigValues(
      Path home, @Nullable Path file, ConfigOverrides overrides, Map<String, String> environment) {
    this.home = home;
    this.file = file;
    this.fileEntries = file == null ? Map.of() : ConfigFile.read(file);
    this.overrides = overrides.byPath();
    this.environment = environment;
  }

  <T> T get(ConfigKey<T> key) {
    ConfigOverrides.FlagValue override = overrides.get(key.path());
    if (override != null) {
      return parse(key, override.value(), Path.of("").toAbsolutePath(), override.flag());
    }
    String variable = environment.get(PASSWORD_VARIABLE);
    if (variable != null && key.path().equals(SECRET)) {
      return parse(key, variable, home, PASSWORD_VARIABLE);
    }
    ConfigFile.Entry entry = fileEntries.get(key.path());
    if (entry != null && file != null) {
      Path folder = file.toAbsolutePath().getParent();
      String where = "%s line %d: %s".formatted(file, entry.line(), key.path());
      return parse(key, entry.value(), folder == null ? home : folder, where);
    }
    return parse(key, key.fallback(), home, key.path());
  }

  private static <T> T parse(ConfigKey<T> key, String text, Path folder, String where) {
    try {
      return key.parser().apply(new ConfigKey.Given(text, folder));
    } catch (IllegalArgumentException e) {
      String unit = key.unit().isEmpty() ? "" : " " + key.unit();
      throw new SetupException(
          "%s is %s, must be %s%s"
              .formatted(where, text.isEmpty() ? "empty" : text, key.range(), unit),
          "leave it out: the default is %s.".formatted(key.fallback()),
          e);
    }
  }
}
