package dev.sluice.server.grpc;

import com.google.protobuf.ByteString;
import dev.sluice.routing.v1.CatalogReport;
import dev.sluice.routing.v1.CheckRulesResponse;
import dev.sluice.routing.v1.GetRulesStatusResponse;
import dev.sluice.routing.v1.Rule;
import dev.sluice.routing.v1.RuleDiagnostic;
import dev.sluice.routing.v1.RuleFile;
import dev.sluice.routing.v1.RuleSet;
import dev.sluice.routing.v1.RuleSetState;
import dev.sluice.routing.v1.RuleStage;
import dev.sluice.routing.v1.RulesImpact;
import dev.sluice.routing.v1.ShadowReport;
import dev.sluice.routing.v1.TrialReport;
import dev.sluice.routing.v1.TrialSide;
import dev.sluice.rules.Diagnostic;
import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSetException;
import dev.sluice.rules.RuleSources;
import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.intake.Intake;
import dev.sluice.server.journal.Impact;
import dev.sluice.server.policy.CatalogState;
import dev.sluice.server.policy.CheckedRules;
import dev.sluice.server.policy.DeskStatus;
import dev.sluice.server.policy.InForce;
import dev.sluice.server.policy.ShadowCounts;
import dev.sluice.server.policy.StoredRuleSet;
import dev.sluice.server.policy.StoredRuleSet.Withdrawal;
import dev.sluice.server.policy.TrialCounts;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Between the contract's words on rules and ours. */
public final class PolicyMapper {
  private PolicyMapper() {}

  /** Lets the guard take uploaded files in, and checks those it takes. */
  static CheckedRules read(List<RuleFile> files, Function<RuleSources, CheckedRules> check) {
    Map<String, byte[]> upload = new LinkedHashMap<>();
    for (RuleFile file : files) {
      if (upload.put(file.getPath(), file.getContent().toByteArray()) != null) {
        throw RequestRefusedException.invalidField(
            "files", file.getPath() + " is there twice. Maybe one of them has another name?");
      }
    }
    try {
      return check.apply(new Intake().readUpload(upload));
    } catch (RuleSetException e) {
      return new CheckedRules(
          new RuleSources(List.of()), Optional.empty(), e.diagnostics(), List.of(), 0);
    }
  }

  /** What a check found. */
  public static CheckRulesResponse toProto(CheckedRules checked) {
    return CheckRulesResponse.newBuilder()
        .setVersion(checked.version())
        .addAllProblems(toProto(checked.problems()))
        .addAllWarnings(toProto(checked.warnings()))
        .setRuleCount(checked.rules().map(rules -> rules.rules().size()).orElse(0))
        .setCaseCount(checked.cases())
        .build();
  }

  static List<RuleDiagnostic> toProto(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(
            one ->
                RuleDiagnostic.newBuilder()
                    .setFile(one.file())
                    .setLine(one.line())
                    .setColumn(one.column())
                    .setCode(one.code())
                    .setFound(one.found())
                    .setMessage(one.message())
                    .setMessageZh(one.messageZh())
                    .build())
        .toList();
  }

  /** The files as they are. */
  public static List<RuleFile> toProto(RuleSources sources) {
    return sources.files().stream()
        .map(
            file ->
                RuleFile.newBuilder()
                    .setPath(file.path())
                    .setContent(ByteString.copyFrom(file.text(), StandardCharsets.UTF_8))
                    .build())
        .toList();
  }

  static RulesImpact toProto(Impact impact) {
    return RulesImpact.newBuilder()
        .setOrderCount(impact.orders())
        .setWorseCount(impact.worse())
        .setBetterCount(impact.better())
        .setOtherWayCount(impact.otherWay())
        .setFailedCount(impact.failed())
        .build();
  }

  static RuleSet.Builder toProto(StoredRuleSet set, InForce inForce) {
    RuleSet.Builder proto =
        RuleSet.newBuilder()
            .setVersion(set.version())
            .setAuthor(set.signature().author())
            .setComment(set.signature().comment())
            .setPublishTime(ValueMapper.toTimestamp(set.storedTime()))
            .setState(state(set, inForce))
            .setWithdrawnReason(set.withdrawal().map(Withdrawal::reason).orElse(""));
    set.withdrawal()
        .map(Withdrawal::time)
        .ifPresent(time -> proto.setWithdrawnTime(ValueMapper.toTimestamp(time)));
    set.lastLiveTime().ifPresent(time -> proto.setLiveTime(ValueMapper.toTimestamp(time)));
    return proto;
  }

  private static RuleSetState state(StoredRuleSet set, InForce inForce) {
    Optional<String> version = Optional.of(set.version());
    if (version.equals(inForce.live())) {
      return RuleSetState.RULE_SET_STATE_LIVE;
    }
    if (version.equals(inForce.shadow())) {
      return RuleSetState.RULE_SET_STATE_SHADOW;
    }
    if (version.equals(inForce.trialVersion())) {
      return RuleSetState.RULE_SET_STATE_TRIAL;
    }
    if (set.withdrawal().isPresent()) {
      return RuleSetState.RULE_SET_STATE_WITHDRAWN;
    }
    return set.lastLiveTime().isPresent()
        ? RuleSetState.RULE_SET_STATE_SUPERSEDED
        : RuleSetState.RULE_SET_STATE_CHECKED;
  }

  static List<Rule> toProto(List<RuleInfo> rules, Map<String, Long> orders) {
    return rules.stream()
        .map(
            rule ->
                Rule.newBuilder()
                    .setRuleId(rule.id())
                    .setSentence(rule.sentence())
                    .setStage(toProto(rule.stage()))
                    .setFile(rule.file())
                    .setLine(rule.line())
                    .setOrderCount(orders.getOrDefault(rule.id(), 0L))
                    .build())
        .toList();
  }

  static GetRulesStatusResponse toProto(DeskStatus status, CatalogState catalog) {
    InForce inForce = status.inForce();
    GetRulesStatusResponse.Builder proto = GetRulesStatusResponse.newBuilder();
    inForce
        .trial()
        .ifPresent(
            trial -> proto.setTrialVersion(trial.version()).setTrialPercent(trial.percent()));
    status.trial().ifPresent(report -> proto.setTrial(toProto(report)));
    status.lastWithdrawn().ifPresent(set -> proto.setLastWithdrawn(toProto(set, inForce)));
    return proto
        .setObeyedVersion(status.obeyed().version())
        .setLiveVersion(inForce.live().orElse(""))
        .setBeforeVersion(inForce.before().orElse(""))
        .setShadowVersion(inForce.shadow().orElse(""))
        .setShadow(toProto(status.shadow()))
        .setCatalog(
            CatalogReport.newBuilder()
                .setLookTime(ValueMapper.toTimestamp(catalog.time()))
                .setVersion(catalog.version())
                .addAllProblems(toProto(catalog.problems()))
                .setReloadCount(catalog.reloads())
                .setRefusalCount(catalog.refusals()))
        .setTrouble(status.trouble())
        .build();
  }

  private static ShadowReport toProto(ShadowCounts counts) {
    return ShadowReport.newBuilder()
        .setDecisionCount(counts.decisions())
        .setOtherWayCount(counts.otherWay())
        .setWorseCount(counts.worse())
        .setBetterCount(counts.better())
        .setFailedCount(counts.failed())
        .setSkippedCount(counts.skipped())
        .addAllExamples(counts.examples())
        .build();
  }

  private static TrialReport toProto(TrialCounts.Report report) {
    return TrialReport.newBuilder()
        .setTrial(toProto(report.trial()))
        .setLive(toProto(report.live()))
        .build();
  }

  private static TrialSide toProto(TrialCounts.Side side) {
    return TrialSide.newBuilder()
        .setOrderCount(side.orders())
        .setUnfulfilledOrderCount(side.unfulfilled())
        .setShipmentCount(side.shipments())
        .setCost(ValueMapper.toMoney(side.costMicros()))
        .build();
  }

  private static RuleStage toProto(Stage stage) {
    return switch (stage) {
      case SHARE -> RuleStage.RULE_STAGE_SHARE;
      case ORDER -> RuleStage.RULE_STAGE_ORDER;
      case CANDIDATE -> RuleStage.RULE_STAGE_CANDIDATE;
    };
  }
}
