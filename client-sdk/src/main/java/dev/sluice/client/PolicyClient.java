package dev.sluice.client;

import dev.sluice.routing.v1.GetRuleSetRequest;
import dev.sluice.routing.v1.GetRuleSetResponse;
import dev.sluice.routing.v1.PolicyServiceGrpc;

/** Rules, for operations: calls as those of {@link RoutingClient}, blocking only. */
public final class PolicyClient {

  private final Calls calls;

  PolicyClient(Calls calls) {
    this.calls = calls;
  }

  /** The live rule set, and how often each rule spoke since the server started. */
  public GetRuleSetResponse getRuleSet() {
    return calls.blocking(
        PolicyServiceGrpc.getGetRuleSetMethod(), GetRuleSetRequest.getDefaultInstance());
  }
}
