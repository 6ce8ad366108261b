package dev.sluice.server.grpc;

import dev.sluice.server.routing.model.Explanation;
import dev.sluice.server.routing.model.Explanation.AlternativeNote;
import dev.sluice.server.routing.model.Explanation.CandidateNote;
import dev.sluice.server.routing.model.Explanation.RejectionNote;
import dev.sluice.server.routing.model.Explanation.RuleNote;

/** Maps explanations out. */
final class ExplanationMapper {

  private ExplanationMapper() {}

  static dev.sluice.routing.v1.Explanation toProto(Explanation explanation) {
    dev.sluice.routing.v1.Explanation.Builder proto =
        dev.sluice.routing.v1.Explanation.newBuilder()
            .setDecidedTime(ValueMapper.toTimestamp(explanation.decidedTime()))
            .setRuleSetVersion(explanation.ruleSetVersion())
            .setNetworkVersion(explanation.networkVersion())
            .setShortlistSize(explanation.shortlistSize())
            .setUnseenWarehouses(explanation.unseenWarehouses())
            .setWorkSteps(explanation.workSteps())
            .setWorkBoundHit(explanation.workBoundHit());
    explanation.candidates().forEach(note -> proto.addCandidates(toProto(note)));
    explanation.rules().forEach(note -> proto.addRules(toProto(note)));
    explanation.nextBest().forEach(note -> proto.addNextBest(toProto(note)));
    return proto.build();
  }

  private static dev.sluice.routing.v1.CandidateNote toProto(CandidateNote note) {
    dev.sluice.routing.v1.CandidateNote.Builder proto =
        dev.sluice.routing.v1.CandidateNote.newBuilder()
            .setWarehouseId(note.warehouseId())
            .setCarrierServiceId(note.carrierServiceId().orElse(""))
            .setChosen(note.chosen())
            .setDistanceKm(note.distanceKm())
            .addAllShippableSkus(note.linesItCouldShip())
            .putAllNumbers(note.numbers());
    note.cost().forEach(term -> proto.addCost(PlanMapper.toProto(term)));
    note.rejections().forEach(rejection -> proto.addRejections(toProto(rejection)));
    return proto.build();
  }

  private static dev.sluice.routing.v1.RejectionNote toProto(RejectionNote note) {
    return dev.sluice.routing.v1.RejectionNote.newBuilder()
        .setReason(PlanMapper.toProto(note.reason()))
        .setRuleId(note.ruleId().orElse(""))
        .setSku(note.sku().orElse(""))
        .setDetail(note.detail())
        .build();
  }

  private static dev.sluice.routing.v1.RuleNote toProto(RuleNote note) {
    return dev.sluice.routing.v1.RuleNote.newBuilder()
        .setRuleId(note.ruleId())
        .setVerdict(note.verdict())
        .setSubject(note.subject())
        .setReason(note.reason())
        .build();
  }

  private static dev.sluice.routing.v1.AlternativeNote toProto(AlternativeNote note) {
    return dev.sluice.routing.v1.AlternativeNote.newBuilder()
        .setWay(note.way())
        .setTotal(ValueMapper.toMoney(note.totalMicros()))
        .build();
  }
}
