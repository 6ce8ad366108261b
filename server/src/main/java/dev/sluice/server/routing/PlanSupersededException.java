package dev.sluice.server.routing;

/** What a proposal would have replaced has changed meanwhile: whoever made it looks again. */
final class PlanSupersededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlanSupersededException(String planId) {
    super("Plan " + planId + " has changed since it was looked at", null, false, false);
  }
}
