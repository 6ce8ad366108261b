package dev.sluice.server.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** Who changes the policy, and why. */
final class ChangeOptions {

  @Option(names = "--author", paramLabel = "NAME", descriptionKey = "rules.author")
  private String author = "";

  @Option(names = "--comment", paramLabel = "TEXT", descriptionKey = "rules.comment")
  private String comment = "";

  /** As given, else the name by which the user is logged in. */
  String author(Map<String, String> environment) {
    return author.isEmpty() ? environment.getOrDefault("USER", "") : author;
  }

  String comment() {
    return comment;
  }
}
