package dev.sluice.rules.engine;

import dev.sluice.rules.CandidateVerdicts;
import dev.sluice.rules.OrderVerdicts;
import dev.sluice.rules.RuleInfo;
import dev.sluice.rules.RuleSet;
import dev.sluice.rules.ShareVerdicts;
import dev.sluice.rules.Stage;
import dev.sluice.rules.fact.Carrier;
import dev.sluice.rules.fact.Line;
import dev.sluice.rules.fact.Option;
import dev.sluice.rules.fact.Order;
import dev.sluice.rules.fact.RegionGroup;
import dev.sluice.rules.fact.ShareCarrier;
import dev.sluice.rules.fact.Warehouse;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A rule set on Drools: one base of rules a stage, so that a stage never sees another's rules. */
public final class DroolsRuleSet implements RuleSet {
  private final String version;
  private final List<RuleInfo> rules;
  private final boolean usesOptions;
  private final Map<Stage, StageSessions> stages = new EnumMap<>(Stage.class);

  /**
   * @param compiled by stage; one without rules has none
   * @param validities when rules speak that do not always, by rule id
   * @param fuelUnits what one judgement may cost, and all of an order together; reading a property
   *     costs one
   */
  public DroolsRuleSet(
      String version,
      List<RuleInfo> rules,
      boolean usesOptions,
      Map<Stage, StageRules> compiled,
      Map<String, Validity> validities,
      long fuelUnits) {
    this.version = version;
    this.rules = rules.stream().sorted(Comparator.comparing(RuleInfo::id)).toList();
    this.usesOptions = usesOptions;
    compiled.forEach(
        (stage, ofStage) ->
            stages.put(stage, new StageSessions(ofStage.sessions(), validities, fuelUnits)));
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<RuleInfo> rules() {
    return rules;
  }

  @Override
  public boolean usesOptions() {
    return usesOptions;
  }

  @Override
  public OrderVerdicts judgeOrder(Order order, List<Line> lines, Instant now) {
    var sessions = stages.get(Stage.ORDER);
    if (sessions == null) {
      return OrderVerdicts.none();
    }
    var speaker = new Speaker();
    var recorder = new OrderRecorder(speaker, lines);
    sessions.fire(speaker, "routing", recorder, List.of(List.of(order), lines), now);
    return recorder.verdicts();
  }

  @Override
  public CandidateVerdicts judgeCandidates(
      Order order,
      List<Line> lines,
      List<Warehouse> warehouses,
      List<Carrier> carriers,
      List<Option> options,
      Instant now) {
    var sessions = stages.get(Stage.CANDIDATE);
    if (sessions == null) {
      return CandidateVerdicts.none();
    }
    var speaker = new Speaker();
    var recorder = new CandidateRecorder(speaker);
    sessions.fire(
        speaker,
        "routing",
        recorder,
        List.of(
            List.of(order), lines, warehouses, carriers, usesOptions ? options : List.<Option>of()),
        now);
    return recorder.verdicts();
  }

  @Override
  public ShareVerdicts judgeShares(RegionGroup group, List<ShareCarrier> carriers, Instant now) {
    var sessions = stages.get(Stage.SHARE);
    if (sessions == null) {
      return ShareVerdicts.none();
    }
    var speaker = new Speaker();
    var recorder = new ShareRecorder(speaker);
    sessions.fire(speaker, "shares", recorder, List.of(List.of(group), carriers), now);
    return recorder.verdicts();
  }
}
