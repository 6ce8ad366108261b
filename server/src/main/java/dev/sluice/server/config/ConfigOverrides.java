package dev.sluice.server.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values given on the command line, which win over the file. Each goes by the file's key and names
 * the flag it came from, so that an error leads the user to what was typed.
 */
public final class ConfigOverrides {
  private static final ConfigOverrides NONE = new ConfigOverrides(Map.of());

  private final Map<String, FlagValue> byPath;

  private ConfigOverrides(Map<String, FlagValue> byPath) {
    this.byPath = byPath;
  }

  record FlagValue(String flag, String value) {}

  /** Nothing was given. */
  public static ConfigOverrides none() {
    return NONE;
  }

  /**
   * The same with one more value.
   *
   * @param path as in docs/configuration.md, such as {@code grpc.port}
   * @param flag as the user typed it, such as {@code --port}
   */
  public ConfigOverrides with(String path, String flag, String value) {
    if (ConfigKeys.ALL.stream().noneMatch(key -> key.path().equals(path))) {
      throw new IllegalArgumentException("No configuration key " + path);
    }
    Map<String, FlagValue> more = new LinkedHashMap<>(byPath);
    more.put(path, new FlagValue(flag, value));
    return new ConfigOverrides(more);
  }

  Map<String, FlagValue> byPath() {
    return byPath;
  }
}
