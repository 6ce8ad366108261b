package dev.sluice.server.cli.demo;

import dev.sluice.routing.v1.CarrierShare;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.Rule;
import dev.sluice.server.cli.demo.EveningReplay.Replayed;
import dev.sluice.server.network.Network;
import java.util.List;
import java.util.Optional;

/**
 * Everything the demo reports.
 *
 * @param rules with the number of orders on which each spoke
 * @param shares caps and targets as the server holds them, by region group and carrier
 * @param explained one plan with its explanation
 */
public record DemoFindings(
    DemoOptions options,
    Network network,
    EveningFigures sluice,
    EveningFigures byHand,
    Replayed replayed,
    String ruleSetVersion,
    List<Rule> rules,
    List<CarrierShare> shares,
    Optional<GetPlanResponse> explained) {

  /** How many orders were under way at a time. */
  public int inFlight() {
    return EveningReplay.MAX_IN_FLIGHT;
  }

  /** All of it as one JSON object. */
  public String json() {
    return new JsonReport(this).text();
  }

  public double latencyMillis(double percentile) {
    return replayed.latencyMicros().getValueAtPercentile(percentile) / 1_000.0;
  }

  public double ordersPerSecond() {
    return replayed.seconds() == 0 ? 0 : options.orders() / replayed.seconds();
  }

  public Optional<CarrierShare> findShare(String groupId, String carrierId) {
    return shares.stream()
        .filter(
            share ->
                share.getRegionGroupId().equals(groupId) && share.getCarrierId().equals(carrierId))
        .findFirst();
  }
}
