package dev.sluice.server.network;

import java.util.List;
import java.util.stream.Collectors;

/** Master data that cannot be a network, with everything found wrong. Nothing was changed. */
public final class InvalidNetworkException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int MESSAGE_PROBLEMS = 5;

  private final transient List<NetworkProblem> problems;
  private final int problemCount;

  InvalidNetworkException(List<NetworkProblem> problems, int problemCount) {
    super(message(problems, problemCount));
    this.problems = List.copyOf(problems);
    this.problemCount = problemCount;
  }

  /**
   * The first problems found, in the order of the data; at most {@link NetworkAssembler}'s limit.
   */
  public List<NetworkProblem> problems() {
    return problems;
  }

  /** How many were found in all; may be more than are listed. */
  public int problemCount() {
    return problemCount;
  }

  private static String message(List<NetworkProblem> problems, int count) {
    String first =
        problems.stream()
            .limit(MESSAGE_PROBLEMS)
            .map(NetworkProblem::message)
            .collect(Collectors.joining("\n"));
    int more = count - Math.min(count, MESSAGE_PROBLEMS);
    return first + (more > 0 ? "\nand " + more + " more problems" : "");
  }
}
