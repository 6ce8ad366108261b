package dev.sluice.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.sluice.routing.v1.ActivateRulesRequest;
import dev.sluice.routing.v1.PolicyServiceGrpc;
import dev.sluice.routing.v1.RuleFile;
import dev.sluice.routing.v1.RulesRole;
import dev.sluice.routing.v1.SimulateRulesRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is refused before anything is decided. */
class SimulateRulesTest {
  private static final String VERSION = "aaaaaaaaaaaaaaaa";

  private final TestEdge edge = new TestEdge();

  @AfterEach
  void close() {
    edge.close();
  }

  @Test
  void rulesAndOrdersAreNamedInOneWay() {
    assertThat(refusal(request().clearVersion().setPastOrderCount(5)))
        .contains("version: is missing");
    assertThat(refusal(request().addFiles(file()).setPastOrderCount(5)))
        .contains("version: is there beside `files`");
    assertThat(refusal(request())).contains("orders: is missing");
    assertThat(refusal(request().addOrders(SampleRequests.order("A")).setPastOrderCount(5)))
        .contains("orders: is there beside `past_order_count`");
  }

  @Test
  void everyInputHasALimit() {
    assertThat(refusal(request().setPastOrderCount(1_001))).contains("past_order_count");
    assertThat(refusal(request().setVersion("live").setPastOrderCount(1))).contains("version");
    assertThat(
            refusal(
                request()
                    .addAllOrders(
                        Collections.nCopies(
                            1_001, dev.sluice.routing.v1.Order.getDefaultInstance()))))
        .contains("orders");
    assertThat(
            refusal(
                request()
                    .clearVersion()
                    .addFiles(file().toBuilder().setContent(ByteString.copyFrom(new byte[2 << 20])))
                    .setPastOrderCount(1)))
        .isNotEmpty();
  }

  @Test
  void anOrderThatIsWrongIsNamedByItsPlace() {
    dev.sluice.routing.v1.Order.Builder far = SampleRequests.order("B");
    far.getShipToBuilder().setRegionCode("999999");
    SimulateRulesRequest.Builder request =
        request().addOrders(SampleRequests.order("A")).addOrders(far);

    assertThat(refusal(request)).contains("orders[1]", "999999");
  }

  @Test
  void aTrialHasAShareAndNothingElseHas() {
    assertThat(refusal(activate().setRole(RulesRole.RULES_ROLE_TRIAL)))
        .contains("trial_percent: is missing");
    assertThat(refusal(activate().setRole(RulesRole.RULES_ROLE_LIVE).setTrialPercent(5)))
        .contains("trial_percent: is 5 without a trial");
    assertThat(refusal(activate().setRole(RulesRole.RULES_ROLE_TRIAL).setTrialPercent(100)))
        .contains("trial_percent");
  }

  private static SimulateRulesRequest.Builder request() {
    return SimulateRulesRequest.newBuilder().setVersion(VERSION);
  }

  private static ActivateRulesRequest.Builder activate() {
    return ActivateRulesRequest.newBuilder().setVersion(VERSION);
  }

  private static RuleFile file() {
    return RuleFile.newBuilder()
        .setPath("intake/a/a.drl")
        .setContent(ByteString.copyFromUtf8("rule"))
        .build();
  }

  private String refusal(SimulateRulesRequest.Builder request) {
    return refusal(
        () ->
            PolicyServiceGrpc.newBlockingStub(edge.channel)
                .simulateRules(request.build())
                .forEachRemaining(answer -> {}));
  }

  private String refusal(ActivateRulesRequest.Builder request) {
    return refusal(
        () -> PolicyServiceGrpc.newBlockingStub(edge.channel).activateRules(request.build()));
  }

  private static String refusal(Runnable call) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(refused.getStatus().getCode()).isIn(Code.INVALID_ARGUMENT, Code.RESOURCE_EXHAUSTED);
    return String.valueOf(refused.getStatus().getDescription());
  }
}
