package dev.sluice.client.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which property kept the application from starting, and what to try. */
final class InvalidPropertyAnalyzer extends AbstractFailureAnalyzer<InvalidPropertyException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, InvalidPropertyException cause) {
    Throwable refusal = cause.getCause() == null ? cause : cause.getCause();
    String message = String.valueOf(refusal.getMessage());
    int end = message.indexOf('\n');
    String what = end < 0 ? message : message.substring(0, end);
    String advice = end < 0 ? "" : " " + message.substring(end + 1);
    return new FailureAnalysis(
        "The Sluice client cannot use this property:%n%n    Property: %s%n    Value: %s%n    Reason: %s%n"
            .formatted(cause.property(), cause.value(), what),
        "Change %s.%s".formatted(cause.property(), advice),
        cause);
  }
}
