package dev.sluice.rules.engine;

import dev.sluice.rules.Routing;
import dev.sluice.rules.fact.Candidate;
import dev.sluice.rules.fact.Line;

/** Refuses every verdict; each stage overrides what its rules may say. */
abstract class SilentRouting implements Routing {

  private static IllegalStateException wrongStage(String verdict) {
    return new IllegalStateException(
        "The verdict `%s` does not belong to this stage. Maybe move the rule to another folder?"
            .formatted(verdict));
  }

  @Override
  public void reject(Candidate candidate, String reason) {
    throw wrongStage("reject");
  }

  @Override
  public void reject(Line line, Candidate candidate, String reason) {
    throw wrongStage("reject");
  }

  @Override
  public void surcharge(Candidate candidate, double yuan, String reason) {
    throw wrongStage("surcharge");
  }

  @Override
  public void discount(Candidate candidate, double yuan, String reason) {
    throw wrongStage("discount");
  }

  @Override
  public void valueOfTime(double yuanPerHour) {
    throw wrongStage("valueOfTime");
  }

  @Override
  public void shortagePenalty(double yuan) {
    throw wrongStage("shortagePenalty");
  }

  @Override
  public void latenessPenalty(double yuanPerHour) {
    throw wrongStage("latenessPenalty");
  }

  @Override
  public void limitShipments(long shipments) {
    throw wrongStage("limitShipments");
  }

  @Override
  public void keepTogether(Line line) {
    throw wrongStage("keepTogether");
  }

  @Override
  public void keepTogether(String category) {
    throw wrongStage("keepTogether");
  }

  @Override
  public void keepApart(String kind, String otherKind) {
    throw wrongStage("keepApart");
  }

  @Override
  public void splitCost(double yuan) {
    throw wrongStage("splitCost");
  }

  @Override
  public void priority(long priority) {
    throw wrongStage("priority");
  }

  @Override
  public void shipNotBefore(double hours, String reason) {
    throw wrongStage("shipNotBefore");
  }

  @Override
  public void defer(String reason, long minutes) {
    throw wrongStage("defer");
  }

  @Override
  public void refuse(String reason) {
    throw wrongStage("refuse");
  }

  @Override
  public void onShortage(String action) {
    throw wrongStage("onShortage");
  }

  @Override
  public void onShortage(Line line, String action) {
    throw wrongStage("onShortage");
  }

  @Override
  public void require(String service) {
    throw wrongStage("require");
  }

  @Override
  public void shipWhole(String reason) {
    throw wrongStage("shipWhole");
  }

  @Override
  public void exemptFromShareCap(String reason) {
    throw wrongStage("exemptFromShareCap");
  }

  @Override
  public void tag(String text) {
    throw wrongStage("tag");
  }
}
