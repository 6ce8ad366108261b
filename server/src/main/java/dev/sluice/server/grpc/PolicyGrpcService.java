package dev.sluice.server.grpc;

import com.google.protobuf.Message;
import dev.sluice.routing.v1.ActivateRulesRequest;
import dev.sluice.routing.v1.ActivateRulesResponse;
import dev.sluice.routing.v1.CheckRulesRequest;
import dev.sluice.routing.v1.CheckRulesResponse;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.routing.v1.GetRuleSetRequest;
import dev.sluice.routing.v1.GetRuleSetResponse;
import dev.sluice.routing.v1.GetRulesStatusRequest;
import dev.sluice.routing.v1.GetRulesStatusResponse;
import dev.sluice.routing.v1.ListRuleSetsRequest;
import dev.sluice.routing.v1.ListRuleSetsResponse;
import dev.sluice.routing.v1.PolicyServiceGrpc;
import dev.sluice.routing.v1.PublishRulesRequest;
import dev.sluice.routing.v1.PublishRulesResponse;
import dev.sluice.routing.v1.RollbackRulesRequest;
import dev.sluice.routing.v1.RollbackRulesResponse;
import dev.sluice.routing.v1.RulesRole;
import dev.sluice.routing.v1.SimulateRulesRequest;
import dev.sluice.routing.v1.SimulateRulesResponse;
import dev.sluice.rules.RuleSet;
import dev.sluice.server.journal.Impact;
import dev.sluice.server.policy.CatalogState;
import dev.sluice.server.policy.CheckedRules;
import dev.sluice.server.policy.InForce;
import dev.sluice.server.policy.Published;
import dev.sluice.server.policy.Role;
import dev.sluice.server.policy.RuleDesk;
import dev.sluice.server.policy.Signature;
import dev.sluice.server.policy.StoredRuleSet;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The rules desk: which rules decide, how often they spoke, and how they are changed. */
final class PolicyGrpcService extends PolicyServiceGrpc.PolicyServiceImplBase {
  private static final int DEFAULT_PAGE_SIZE = 50;

  private final Supplier<RuleSet> rules;
  private final Supplier<Map<String, Long>> ordersByRule;
  private final Supplier<RuleDesk> desk;
  private final Supplier<CatalogState> catalog;
  private final SimulateRulesStream simulations;
  private final Instant startTime;
  private final Answers answers;

  /**
   * @param ordersByRule on how many orders each rule spoke since {@code startTime}; one that never
   *     did may be absent
   * @param catalog what became of the catalog folder
   */
  PolicyGrpcService(
      Supplier<RuleSet> rules,
      Supplier<Map<String, Long>> ordersByRule,
      Supplier<RuleDesk> desk,
      Supplier<CatalogState> catalog,
      SimulateRulesStream simulations,
      Instant startTime,
      Answers answers) {
    this.rules = rules;
    this.ordersByRule = ordersByRule;
    this.desk = desk;
    this.catalog = catalog;
    this.simulations = simulations;
    this.startTime = startTime;
    this.answers = answers;
  }

  @Override
  public void checkRules(CheckRulesRequest request, StreamObserver<CheckRulesResponse> caller) {
    answers.send(request, caller, () -> check(request));
  }

  @Override
  public void publishRules(
      PublishRulesRequest request, StreamObserver<PublishRulesResponse> caller) {
    answers.send(request, caller, () -> publish(request));
  }

  @Override
  public void activateRules(
      ActivateRulesRequest request, StreamObserver<ActivateRulesResponse> caller) {
    answers.send(request, caller, () -> activate(request));
  }

  @Override
  public void rollbackRules(
      RollbackRulesRequest request, StreamObserver<RollbackRulesResponse> caller) {
    answers.send(request, caller, () -> rollback(request));
  }

  @Override
  public void getRuleSet(GetRuleSetRequest request, StreamObserver<GetRuleSetResponse> caller) {
    answers.send(request, caller, () -> ruleSet(request));
  }

  @Override
  public void listRuleSets(
      ListRuleSetsRequest request, StreamObserver<ListRuleSetsResponse> caller) {
    answers.send(request, caller, () -> list(request));
  }

  @Override
  public void getRulesStatus(
      GetRulesStatusRequest request, StreamObserver<GetRulesStatusResponse> caller) {
    answers.send(request, caller, () -> PolicyMapper.toProto(desk.get().status(), catalog.get()));
  }

  @Override
  public void simulateRules(
      SimulateRulesRequest request, StreamObserver<SimulateRulesResponse> caller) {
    answers.sendMany(caller, told -> simulations.run(request, told));
  }

  private CheckRulesResponse check(CheckRulesRequest request) {
    return PolicyMapper.toProto(PolicyMapper.read(request.getFilesList(), desk.get()::check));
  }

  private PublishRulesResponse publish(PublishRulesRequest request) {
    Role role = role(request.getRole(), request.getTrialPercent());
    Signature by = new Signature(request.getAuthor(), request.getComment());
    CheckedRules checked = PolicyMapper.read(request.getFilesList(), desk.get()::check);
    Published published = desk.get().publish(checked, by, role, request.getAcceptImpact());
    return PublishRulesResponse.newBuilder()
        .setVersion(checked.version())
        .addAllWarnings(PolicyMapper.toProto(checked.warnings()))
        .setImpact(PolicyMapper.toProto(published.impact()))
        .build();
  }

  private ActivateRulesResponse activate(ActivateRulesRequest request) {
    Role role = role(request.getRole(), request.getTrialPercent());
    Signature by = new Signature(request.getAuthor(), request.getComment());
    Impact impact = desk.get().activate(request.getVersion(), by, role, request.getAcceptImpact());
    return ActivateRulesResponse.newBuilder().setImpact(PolicyMapper.toProto(impact)).build();
  }

  private RollbackRulesResponse rollback(RollbackRulesRequest request) {
    InForce now = desk.get().status().inForce();
    String wanted = request.getExpectedLiveVersion();
    String leave = wanted.isEmpty() ? now.trialVersion().or(now::live).orElse("") : wanted;
    Optional<String> named = Optional.of(leave);
    RollbackRulesResponse.Builder response = RollbackRulesResponse.newBuilder();
    if (named.equals(now.trialVersion()) || named.equals(now.live())) {
      if (named.equals(now.live()) && now.before().isEmpty()) {
        throw RequestRefusedException.of(
            ErrorReason.ERROR_REASON_NOTHING_TO_ROLL_BACK,
            "No rule set was live before " + leave + "\nMaybe activate one by its version instead.",
            Map.of());
      }
      now = desk.get().rollback(leave, new Signature(request.getAuthor(), request.getComment()));
      response.setLeftVersion(leave);
    }
    return response.setLiveVersion(now.live().orElse("")).build();
  }

  private GetRuleSetResponse ruleSet(GetRuleSetRequest request) {
    RuleSet live = rules.get();
    String version = request.getVersion().isEmpty() ? live.version() : request.getVersion();
    RuleDesk at = desk.get();
    dev.sluice.routing.v1.RuleSet.Builder set =
        PolicyMapper.toProto(at.get(version), at.status().inForce());
    if (version.equals(live.version())) {
      set.addAllRules(PolicyMapper.toProto(live.rules(), ordersByRule.get()));
    }
    GetRuleSetResponse.Builder response =
        GetRuleSetResponse.newBuilder()
            .setRuleSet(set)
            .setCountedSinceTime(ValueMapper.toTimestamp(startTime));
    if (request.getIncludeFiles()) {
      response.addAllFiles(PolicyMapper.toProto(at.getSources(version)));
    }
    return response.build();
  }

  private ListRuleSetsResponse list(ListRuleSetsRequest request) {
    int size = request.getPageSize() == 0 ? DEFAULT_PAGE_SIZE : request.getPageSize();
    Message filters = ListRuleSetsRequest.getDefaultInstance();
    long below =
        request.getPageToken().isEmpty()
            ? Long.MAX_VALUE
            : number(PageTokens.read(filters, request.getPageToken(), 1).get(0));
    List<StoredRuleSet> found = desk.get().list(size + 1, below);
    List<StoredRuleSet> page = found.subList(0, Math.min(size, found.size()));
    InForce inForce = desk.get().status().inForce();
    ListRuleSetsResponse.Builder response = ListRuleSetsResponse.newBuilder();
    page.forEach(one -> response.addRuleSets(PolicyMapper.toProto(one, inForce)));
    if (found.size() > size) {
      response.setNextPageToken(
          PageTokens.write(filters, Long.toString(page.get(size - 1).number())));
    }
    return response.build();
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw RequestRefusedException.invalidPageToken();
    }
  }

  private static Role role(RulesRole role, int trialPercent) {
    boolean trial = role == RulesRole.RULES_ROLE_TRIAL;
    if (trial != trialPercent > 0) {
      throw RequestRefusedException.invalidField(
          "trial_percent",
          trial
              ? "is missing. Maybe 5, for every twentieth order?"
              : "is " + trialPercent + " without a trial. Maybe the role should be TRIAL?");
    }
    return switch (role) {
      case RULES_ROLE_LIVE -> Role.LIVE;
      case RULES_ROLE_SHADOW -> Role.SHADOW;
      case RULES_ROLE_TRIAL -> Role.trial(trialPercent);
      case RULES_ROLE_UNSPECIFIED, UNRECOGNIZED -> Role.NONE;
    };
  }
}
