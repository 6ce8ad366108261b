package dev.sluice.server.grpc;

import dev.sluice.routing.v1.GetRuleSetRequest;
import dev.sluice.routing.v1.GetRuleSetResponse;
import dev.sluice.routing.v1.PolicyServiceGrpc;
import dev.sluice.routing.v1.Rule;
import dev.sluice.routing.v1.RuleStage;
import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.Stage;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Answers which rules decide, and how often they spoke. */
final class PolicyGrpcService extends PolicyServiceGrpc.PolicyServiceImplBase {
  private final Supplier<RuleSet> rules;
  private final Supplier<Map<String, Long>> ordersByRule;
  private final Instant startTime;
  private final Answers answers;

  /**
   * @param ordersByRule on how many orders each rule spoke since {@code startTime}; one that never
   *     did may be absent
   */
  PolicyGrpcService(
      Supplier<RuleSet> rules,
      Supplier<Map<String, Long>> ordersByRule,
      Instant startTime,
      Answers answers) {
    this.rules = rules;
    this.ordersByRule = ordersByRule;
    this.startTime = startTime;
    this.answers = answers;
  }

  @Override
  public void getRuleSet(GetRuleSetRequest request, StreamObserver<GetRuleSetResponse> caller) {
    answers.send(
        caller,
        () ->
            GetRuleSetResponse.newBuilder()
                .setRuleSet(toProto(rules.get(), ordersByRule.get()))
                .setCountedSinceTime(ValueMapper.toTimestamp(startTime))
                .build());
  }

  private static dev.sluice.routing.v1.RuleSet toProto(RuleSet rules, Map<String, Long> orders) {
    dev.sluice.routing.v1.RuleSet.Builder proto =
        dev.sluice.routing.v1.RuleSet.newBuilder().setVersion(rules.version());
    for (RuleInfo rule : rules.rules()) {
      proto.addRules(
          Rule.newBuilder()
              .setRuleId(rule.id())
              .setSentence(rule.sentence())
              .setStage(toProto(rule.stage()))
              .setFile(rule.file())
              .setLine(rule.line())
              .setOrderCount(orders.getOrDefault(rule.id(), 0L)));
    }
    return proto.build();
  }

  private static RuleStage toProto(Stage stage) {
    return switch (stage) {
      case SHARE -> RuleStage.RULE_STAGE_SHARE;
      case ORDER -> RuleStage.RULE_STAGE_ORDER;
      case CANDIDATE -> RuleStage.RULE_STAGE_CANDIDATE;
    };
  }
}
