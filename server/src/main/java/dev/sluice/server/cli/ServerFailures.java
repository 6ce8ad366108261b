package dev.sluice.server.cli;

import dev.sluice.client.DeadlineExceededException;
import dev.sluice.client.FieldViolation;
import dev.sluice.client.SluiceException;
import dev.sluice.client.UnavailableException;
import dev.sluice.routing.v1.ErrorReason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what a server refused, in the language of the user. */
final class ServerFailures {

  private static final String PREFIX = "ERROR_REASON_";
  private static final int MAX_VIOLATIONS = 20;

  private final Messages messages;
  private final String target;

  ServerFailures(Messages messages, String target) {
    this.messages = messages;
    this.target = target;
  }

  /** The failure that ends a command. */
  CommandException fatal(SluiceException failure) {
    return new CommandException(exitCode(failure), describe(failure), failure);
  }

  /** Whether the next call would fail alike, since nobody answers. */
  static boolean isUnreachable(SluiceException failure) {
    return failure instanceof UnavailableException || failure instanceof DeadlineExceededException;
  }

  static int exitCode(SluiceException failure) {
    return isUnreachable(failure) ? ExitCode.UNREACHABLE : ExitCode.FINDINGS;
  }

  /** What, its values, the fields at fault, and advice where there is any. */
  String describe(SluiceException failure) {
    if (failure instanceof DeadlineExceededException) {
      return messages.text("error.too-late", target);
    }
    if (failure.reason() == ErrorReason.ERROR_REASON_UNSPECIFIED && isUnreachable(failure)) {
      return messages.text("error.unreachable", target, technical(failure));
    }
    StringBuilder text = new StringBuilder(headline(failure));
    List<FieldViolation> violations = failure.fieldViolations();
    violations.stream()
        .limit(MAX_VIOLATIONS)
        .forEach(
            violation ->
                text.append("\n  ")
                    .append(violation.field())
                    .append(": ")
                    .append(violation.description()));
    if (violations.size() > MAX_VIOLATIONS) {
      text.append("\n  ").append(messages.text("error.more", violations.size() - MAX_VIOLATIONS));
    }
    return text.toString();
  }

  private String headline(SluiceException failure) {
    String reason = failure.reason().name();
    String key = reason.startsWith(PREFIX) ? reason.substring(PREFIX.length()) : reason;
    String words = messages.word("refused", key);
    String values = values(failure.metadata());
    if (words.equals(key)) {
      return firstLine(failure);
    }
    return words + (values.isEmpty() ? "" : " (" + values + ")");
  }

  private static String values(Map<String, String> metadata) {
    return new TreeMap<>(metadata)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }

  /** What gRPC itself said. */
  private static String technical(SluiceException failure) {
    Throwable cause = failure.getCause();
    return cause == null ? firstLine(failure) : String.valueOf(cause.getMessage());
  }

  private static String firstLine(SluiceException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.statusCode());
  }
}
