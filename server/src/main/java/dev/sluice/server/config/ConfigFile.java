package dev.sluice.server.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML file as flat keys, each with the line it stands on; refuses keys it does not know. */
final class ConfigFile {
  private final Path file;
  private final TreeSet<String> known;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private ConfigFile(Path file) {
    this.file = file;
    this.known = new TreeSet<>(ConfigKeys.ALL.stream().map(ConfigKey::path).toList());
  }

  record Entry(String value, int line) {}

  /** The file's values by the full path of their keys. */
  static Map<String, Entry> read(Path file) {
    ConfigFile config = new ConfigFile(file);
    config.addAll(config.parse(config.readText()));
    return config.entries;
  }

  private String readText() {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new SetupException(
          "Configuration file %s does not exist".formatted(file),
          "its path is mistyped; a relative one starts at " + Path.of("").toAbsolutePath() + ".",
          e);
    } catch (CharacterCodingException e) {
      throw new SetupException(
          "Configuration file %s is not UTF-8 text".formatted(file),
          "the editor saved it in another encoding: save it as UTF-8.",
          e);
    } catch (IOException e) {
      throw new SetupException(
          "Configuration file %s cannot be read: %s".formatted(file, e),
          "it is a folder, or this user may not read it.",
          e);
    }
  }

  private Node parse(String text) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      // A file of comments only is a fine file.
      return root == null
          ? new MappingNode(Tag.MAP, List.of(), DumperOptions.FlowStyle.BLOCK)
          : root;
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new SetupException(
          "%s line %d is not YAML: %s".formatted(file, line, e.getProblem()),
          "the indentation is off, a tab was used, or a colon needs a space after it.",
          e);
    } catch (YAMLException e) {
      throw new SetupException(
          "%s is not YAML: %s".formatted(file, e.getMessage()), "it is another kind of file.", e);
    }
  }

  private void addAll(Node root) {
    if (!(root instanceof MappingNode sections)) {
      throw new SetupException(
          "%s line %d is not a list of keys and values".formatted(file, line(root)),
          "a colon is missing, as in grpc: on the first line and port: 50051 below it.");
    }
    add("", sections);
  }

  private void add(String prefix, MappingNode section) {
    for (NodeTuple tuple : section.getValue()) {
      Node keyNode = tuple.getKeyNode();
      String name = keyNode instanceof ScalarNode scalar ? scalar.getValue() : keyNode.toString();
      String path = prefix + name;
      if (known.contains(path)) {
        put(path, keyNode, tuple.getValueNode());
      } else if (isSection(path)) {
        addSection(path, keyNode, tuple.getValueNode());
      } else {
        throw unknown(path, keyNode, tuple.getValueNode());
      }
    }
  }

  private void addSection(String path, Node keyNode, Node value) {
    if (value instanceof MappingNode section) {
      add(path + ".", section);
    } else if (!value.getTag().equals(Tag.NULL)) {
      throw new SetupException(
          "%s line %d: %s is a section, not a value".formatted(file, line(keyNode), path),
          "keys such as %s belong below it, indented.".formatted(known.higher(path + ".")));
    }
  }

  private void put(String path, Node keyNode, Node value) {
    if (!(value instanceof ScalarNode scalar) || value.getTag().equals(Tag.NULL)) {
      throw new SetupException(
          "%s line %d: %s has no single value".formatted(file, line(keyNode), path),
          "the value is missing: write it behind the colon, or remove the key.");
    }
    Entry previous = entries.put(path, new Entry(scalar.getValue(), line(keyNode)));
    if (previous != null) {
      throw new SetupException(
          "%s line %d: %s is set a second time (first on line %d)"
              .formatted(file, line(keyNode), path, previous.line()),
          "one of the two is a leftover: remove it.");
    }
  }

  private boolean isSection(String path) {
    String next = known.ceiling(path + ".");
    return next != null && next.startsWith(path + ".");
  }

  private SetupException unknown(String path, Node keyNode, Node value) {
    String nearest = EditDistance.nearest(path, known);
    boolean secret =
        nearest.equals(ConfigKeys.DATABASE_PASSWORD.path()) || nearest.endsWith(".url");
    String shown =
        value instanceof ScalarNode scalar && !secret ? " (" + scalar.getValue() + ")" : "";
    return new SetupException(
        "%s line %d: %s%s is not a configuration key".formatted(file, line(keyNode), path, shown),
        "you meant %s; docs/configuration.md lists all keys.".formatted(nearest));
  }

  private static int line(Node node) {
    return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
  }
}
