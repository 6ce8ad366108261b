package dev.sluice.server.policy;

import java.util.Optional;

/**
 * Which rule sets count, for all replicas alike.
 *
 * @param revision counts changes; the larger is the newer
 * @param live obeyed; empty before the first start
 * @param before what a rollback returns to
 * @param shadow evaluated beside the live one, never obeyed
 * @param trial obeyed for a share of the orders
 */
public record InForce(
    long revision,
    Optional<String> live,
    Optional<String> before,
    Optional<String> shadow,
    Optional<TrialShare> trial) {

  /** The version on trial. */
  public Optional<String> trialVersion() {
    return trial.map(TrialShare::version);
  }
}
