package dev.sluice.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.sluice.routing.v1.ErrorReason;
import dev.sluice.server.ledger.LedgerUnavailableException;
import dev.sluice.server.network.InvalidNetworkException;
import dev.sluice.server.network.NetworkAssembler;
import dev.sluice.server.network.NetworkChangedException;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.TestNetworks;
import dev.sluice.server.routing.OrderContentDiffersException;
import dev.sluice.server.routing.OverloadedException;
import dev.sluice.server.routing.model.OrderKey;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusMapperTest {
  private final StatusMapper mapper =
      new StatusMapper(failure -> "database is gone".equals(failure.getMessage()));

  @ParameterizedTest
  @EnumSource(value = ErrorReason.class, mode = EnumSource.Mode.EXCLUDE, names = "UNRECOGNIZED")
  void givesEveryReasonItsNameAndAnErrorCode(ErrorReason reason) {
    Status status =
        mapper.toStatus(RequestRefusedException.of(reason, "what", Map.of("plan_id", "P")));

    ErrorInfo info = detail(status, ErrorInfo.class).orElseThrow();
    assertThat("ERROR_REASON_" + info.getReason()).isEqualTo(reason.name());
    assertThat(info.getDomain()).isEqualTo("sluice.dev");
    assertThat(info.getMetadataMap()).containsEntry("plan_id", "P");
    assertThat(status.getCode()).isNotEqualTo(Code.OK_VALUE);
  }

  @Test
  void namesTheFieldsOfABadRequest() {
    Status status =
        mapper.toStatus(RequestRefusedException.invalidField("order.lines[0].sku", "is empty"));

    assertCode(status, Code.INVALID_ARGUMENT, "INVALID_FIELD");
    assertThat(detail(status, BadRequest.class).orElseThrow().getFieldViolationsList())
        .extracting(BadRequest.FieldViolation::getField)
        .containsExactly("order.lines[0].sku");
  }

  @Test
  void namesWhatWasNotFound() {
    Status plan = mapper.toStatus(RequestRefusedException.planNotFound("P-1"));
    Status order = mapper.toStatus(RequestRefusedException.noPlanOfOrder("DOUYIN", "O-1"));
    Status element = mapper.toStatus(RequestRefusedException.elementNotFound("warehouse", "W"));

    assertCode(plan, Code.NOT_FOUND, "PLAN_NOT_FOUND");
    assertThat(resource(plan).getResourceName()).isEqualTo("P-1");
    assertThat(resource(order).getResourceName()).isEqualTo("DOUYIN/O-1");
    assertCode(element, Code.NOT_FOUND, "NETWORK_ELEMENT_NOT_FOUND");
    assertThat(resource(element).getResourceType()).isEqualTo("sluice.dev/warehouse");
  }

  @Test
  void saysWhichPreconditionFailed() {
    Status status =
        mapper.toStatus(
            RequestRefusedException.of(
                ErrorReason.ERROR_REASON_PLAN_STATE, "expired", Map.of("plan_id", "P")));

    assertCode(status, Code.FAILED_PRECONDITION, "PLAN_STATE");
    assertThat(detail(status, PreconditionFailure.class).orElseThrow().getViolations(0))
        .satisfies(one -> assertThat(one.getSubject()).isEqualTo("P"));
  }

  @Test
  void saysWithWhichPlanAnOrderIdIsTaken() {
    Status status =
        mapper.toStatus(
            new CompletionException(
                new OrderContentDiffersException(new OrderKey("DOUYIN", "O-1"), "P-1")));

    assertCode(status, Code.ALREADY_EXISTS, "ORDER_CONTENT_DIFFERS");
    assertThat(detail(status, ErrorInfo.class).orElseThrow().getMetadataMap())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("channel", "DOUYIN", "order_id", "O-1", "plan_id", "P-1"));
  }

  @Test
  void namesWhatIsWrongWithANetwork() {
    NetworkData small = TestNetworks.small();
    NetworkData broken =
        new NetworkData(
            small.regions(),
            small.regionGroups(),
            small.warehouses(),
            List.of(),
            small.carrierServices(),
            small.tariffs(),
            small.lanes(),
            small.coverage(),
            small.products());
    Throwable invalid =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            InvalidNetworkException.class, () -> NetworkAssembler.assemble(1, broken));

    Status status = mapper.toStatus(invalid);

    assertCode(status, Code.INVALID_ARGUMENT, "INVALID_NETWORK");
    assertThat(detail(status, BadRequest.class).orElseThrow().getFieldViolationsList())
        .extracting(BadRequest.FieldViolation::getField)
        .contains("carrier_service[SF-STD].carrier_id");
  }

  @Test
  void tellsCallersWhenToComeBack() {
    Status ledger = mapper.toStatus(new LedgerUnavailableException("x", new Exception("y")));
    Status database = mapper.toStatus(new IllegalStateException("database is gone"));
    Status stopping = mapper.toStatus(new RejectedExecutionException());
    Status overloaded = mapper.toStatus(new OverloadedException(new RejectedExecutionException()));

    assertCode(ledger, Code.UNAVAILABLE, "DATABASE_UNAVAILABLE");
    assertCode(database, Code.UNAVAILABLE, "DATABASE_UNAVAILABLE");
    assertCode(stopping, Code.UNAVAILABLE, "SERVER_STOPPING");
    assertCode(overloaded, Code.RESOURCE_EXHAUSTED, "TOO_MANY_REQUESTS");
    assertThat(List.of(ledger, database, stopping, overloaded))
        .allSatisfy(
            status ->
                assertThat(detail(status, RetryInfo.class).orElseThrow().hasRetryDelay()).isTrue());
  }

  @Test
  void knowsConflictsDeadlinesAndCancels() {
    assertCode(mapper.toStatus(new NetworkChangedException(1, 2)), Code.ABORTED, "NETWORK_CHANGED");
    assertCode(
        mapper.toStatus(new TimeoutException()), Code.DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED");
    assertCode(mapper.toStatus(new CancellationException()), Code.CANCELLED, "CANCELLED");
    assertCode(
        mapper.toStatus(io.grpc.Status.CANCELLED.asRuntimeException()),
        Code.CANCELLED,
        "CANCELLED");
  }

  @Test
  void keepsWhatItDoesNotKnowInside() {
    Status status =
        mapper.toStatus(
            new IllegalStateException(
                "select * from order_key at /var/lib/x", new NullPointerException("secret")));

    assertCode(status, Code.INTERNAL, "INTERNAL");
    String errorId = detail(status, ErrorInfo.class).orElseThrow().getMetadataOrThrow("error_id");
    assertThat(status.getMessage()).contains(errorId);
    assertThat(status.toString())
        .doesNotContain("select", "/var/lib", "secret", "Exception", "dev.sluice.server");
  }

  /** A client that sets nothing reads 8 KiB of trailers at most. */
  @Test
  void staysSmallHoweverMuchIsWrong() {
    List<FieldProblem> fields = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      fields.add(new FieldProblem("order.lines[" + i + "].sku", "品".repeat(200)));
    }
    Status status =
        mapper.toStatus(
            RequestRefusedException.ofFields(
                ErrorReason.ERROR_REASON_UNKNOWN_SKU,
                "品".repeat(10_000),
                Map.of("sku", "品".repeat(10_000)),
                fields));
    StatusRuntimeException thrown = StatusProto.toStatusRuntimeException(status);

    // The message goes percent-encoded as well, three bytes for one.
    int encoded =
        3
            * io.grpc.Status.fromThrowable(thrown)
                .getDescription()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)
                .length;
    assertThat(encoded + status.getSerializedSize() * 4 / 3).isLessThan(8_192);
    assertThat(detail(status, BadRequest.class).orElseThrow().getFieldViolationsList())
        .last()
        .satisfies(last -> assertThat(last.getDescription()).matches("and \\d+ more like this"));
  }

  private static void assertCode(Status status, Code code, String reason) {
    assertThat(Code.forNumber(status.getCode())).isEqualTo(code);
    assertThat(detail(status, ErrorInfo.class).orElseThrow().getReason()).isEqualTo(reason);
  }

  private static ResourceInfo resource(Status status) {
    return detail(status, ResourceInfo.class).orElseThrow();
  }

  static <T extends Message> Optional<T> detail(Status status, Class<T> type) {
    for (Any any : status.getDetailsList()) {
      if (any.is(type)) {
        try {
          return Optional.of(any.unpack(type));
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
      }
    }
    return Optional.empty();
  }
}
