package dev.sluice.client;

import dev.sluice.routing.v1.ActivateRulesRequest;
import dev.sluice.routing.v1.ActivateRulesResponse;
import dev.sluice.routing.v1.CheckRulesRequest;
import dev.sluice.routing.v1.CheckRulesResponse;
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
import dev.sluice.routing.v1.RuleFile;
import dev.sluice.routing.v1.SimulateRulesRequest;
import dev.sluice.routing.v1.SimulateRulesResponse;
import java.util.function.Consumer;

/** Rules, for operations: calls as those of {@link RoutingClient}, blocking only. */
public final class PolicyClient {

  private final Calls calls;

  PolicyClient(Calls calls) {
    this.calls = calls;
  }

  /** The live rule set, and how often each rule spoke since the server started. */
  public GetRuleSetResponse getRuleSet() {
    return getRuleSet(GetRuleSetRequest.getDefaultInstance());
  }

  /**
   * A rule set of any time.
   *
   * @throws NotFoundException when this version was never published
   */
  public GetRuleSetResponse getRuleSet(GetRuleSetRequest request) {
    return calls.blocking(PolicyServiceGrpc.getGetRuleSetMethod(), request);
  }

  /** One page of all rule sets, the newest first. */
  public ListRuleSetsResponse listRuleSets(ListRuleSetsRequest request) {
    return calls.blocking(PolicyServiceGrpc.getListRuleSetsMethod(), request);
  }

  /** What is in force, and what became of the server's catalog folder. */
  public GetRulesStatusResponse getStatus() {
    return calls.blocking(
        PolicyServiceGrpc.getGetRulesStatusMethod(), GetRulesStatusRequest.getDefaultInstance());
  }

  /** Says what is wrong in a catalog; stores nothing. */
  public CheckRulesResponse checkRules(Iterable<RuleFile> files) {
    return calls.blocking(
        PolicyServiceGrpc.getCheckRulesMethod(),
        CheckRulesRequest.newBuilder().addAllFiles(files).build());
  }

  /**
   * Stores a catalog under the hash of its content and gives it its role. Safe to repeat.
   *
   * @throws InvalidRequestException when the rules are refused
   * @throws StateForbidsException when they would leave many more orders unfulfilled and nobody
   *     said that this is meant
   */
  public PublishRulesResponse publishRules(PublishRulesRequest request) {
    return calls.blocking(PolicyServiceGrpc.getPublishRulesMethod(), request);
  }

  /**
   * Gives a published rule set another role. Safe to repeat.
   *
   * @throws NotFoundException when this version was never published
   * @throws StateForbidsException as {@link #publishRules}
   */
  public ActivateRulesResponse activateRules(ActivateRulesRequest request) {
    return calls.blocking(PolicyServiceGrpc.getActivateRulesMethod(), request);
  }

  /**
   * Ends the trial, or returns to the rule set that was live before. Safe to repeat where the
   * request names the version to leave.
   *
   * @throws StateForbidsException when there was none
   */
  public RollbackRulesResponse rollbackRules(RollbackRulesRequest request) {
    return calls.blocking(PolicyServiceGrpc.getRollbackRulesMethod(), request);
  }

  /**
   * Decides orders by other rules and by the live ones; nothing is reserved.
   *
   * @param told of progress and orders as they come, and of the report at the end, on this thread
   * @throws NotFoundException when the version was never published
   * @throws InvalidRequestException when the rules are refused
   * @throws LimitExceededException while the server simulates for somebody else
   */
  public void simulateRules(SimulateRulesRequest request, Consumer<SimulateRulesResponse> told) {
    calls.blockingStream(PolicyServiceGrpc.getSimulateRulesMethod(), request, told);
  }
}
