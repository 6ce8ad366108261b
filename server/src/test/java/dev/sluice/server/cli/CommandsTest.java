package dev.sluice.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.sluice.routing.v1.GetPlanRequest;
import dev.sluice.routing.v1.GetPlanResponse;
import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.ListPlansResponse;
import dev.sluice.routing.v1.RouteOrderRequest;
import dev.sluice.routing.v1.RouteOrderResponse;
import dev.sluice.routing.v1.RouteOrdersRequest;
import dev.sluice.routing.v1.RouteOrdersResponse;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.RoutingServiceGrpc.RoutingServiceImplBase;
import dev.sluice.server.cli.CommandLines.Run;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

  @TempDir Path folder;
  private Server server;

  @BeforeEach
  void start() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new FakeRouting())
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void oneOrderFromStandardInput() {
    Run run = route("{\"orderId\":\"D-1\",\"channel\":\"DOUYIN\"}", "--output", "json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("\"planId\": \"plan-D-1\"");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void oneBadOrderDoesNotStopTheOthers() {
    Run run =
        route(
            """
            {"orderId":"D-1"}
            {"orderId":"BAD"}
            {"orderId":"D-3","oops":1}
            {"orderId":"D-4"}
            """,
            "--output",
            "json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.outLines()).hasSize(2);
    assertThat(run.out()).contains("plan-D-1", "plan-D-4");
    assertThat(run.err())
        .contains("Order BAD (line 2) failed: The network does not know this SKU (sku SKU-9)")
        .contains("Order D-3 (line 3) failed:", "oops")
        .contains("Answered: 2, failed: 2.");
  }

  @Test
  void malformedJsonSendsNothing() {
    Run run = route("{\"orderId\":\"D-1\"}\n{\"orderId\":");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("standard input line 2", "is not JSON", "no order was sent");
  }

  @Test
  void aMissingFileIsNamed() {
    Run run = CommandLines.run("route", folder.resolve("none.json").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.err()).contains("none.json", "Maybe");
  }

  @Test
  void anUnreachableServerIsNamedOnce() throws IOException {
    String target;
    try (ServerSocket socket = new ServerSocket(0)) {
      target = "localhost:" + socket.getLocalPort();
    }
    Run run =
        CommandLines.runWithInput(
            "{\"orderId\":\"D-1\"}{\"orderId\":\"D-2\"}", "route", "-", "--target", target);

    assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.err()).containsOnlyOnce("sluice serve").contains(target).contains("failed: 2");
    assertThat(CommandLines.run("explain", "D-1", "--target", target).exitCode())
        .isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void aWrongTargetIsAUsageError() {
    Run run = CommandLines.runWithInput("{}", "route", "-", "--target", "nowhere");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("nowhere", "host:port");
  }

  @Test
  void explainFindsByOrderThenByPlan() {
    assertThat(explain("D-7").out()).contains("plan-of-D-7");
    assertThat(explain("plan-8").out()).contains("plan-8");

    Run several = explain("TWICE");
    assertThat(several.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(several.err()).contains("DOUYIN, KUAISHOU", "--channel");

    Run none = explain("NONE");
    assertThat(none.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(none.err()).contains("NONE", "Maybe");
  }

  @Test
  void templatesAreWrittenOnceAndProblemsNameTheirPlace() throws IOException {
    Path templates = folder.resolve("net");
    assertThat(CommandLines.run("import", "--template", templates.toString()).exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(Files.exists(templates.resolve("warehouses.csv"))).isTrue();
    assertThat(CommandLines.run("import", "--template", templates.toString()).err())
        .contains("warehouses.csv", "is already there");

    Files.writeString(templates.resolve("stock.csv"), "warehouse_id,sku,on_hand\nWH-X,A,many\n");
    Run broken = CommandLines.run("import", templates.toString());
    assertThat(broken.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(broken.err())
        .contains("stock.csv line 2, column on_hand: 'many'", "Nothing was changed.");
  }

  @Test
  void importWantsExactlyOneThing() {
    assertThat(CommandLines.run("import").exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(CommandLines.run("import", "a", "--sample", folder.toString()).exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void auditOfNoDataSaysSo() {
    Run run = CommandLines.run("audit", "--data", folder.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.err()).contains(folder.toString(), "--data");
  }

  @Test
  void serveNamesWhatIsWrongWithItsSettings() {
    Run run = CommandLines.run("serve", "--port", "70000");

    assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.err()).contains("--port", "70000", "Maybe").doesNotContain("\tat ");
  }

  private Run route(String input, String... options) {
    String[] arguments = new String[4 + options.length];
    System.arraycopy(new String[] {"route", "-", "--target", target()}, 0, arguments, 0, 4);
    System.arraycopy(options, 0, arguments, 4, options.length);
    return CommandLines.runWithInput(input, arguments);
  }

  private Run explain(String id) {
    return CommandLines.run("explain", id, "--target", target());
  }

  private String target() {
    return "localhost:" + server.getPort();
  }

  private static Status unknownSku() {
    return Status.newBuilder()
        .setCode(Code.INVALID_ARGUMENT_VALUE)
        .setMessage("SKU-9 is not known")
        .addDetails(
            com.google.protobuf.Any.pack(
                ErrorInfo.newBuilder()
                    .setReason("UNKNOWN_SKU")
                    .putMetadata("sku", "SKU-9")
                    .build()))
        .build();
  }

  private static final class FakeRouting extends RoutingServiceImplBase {

    @Override
    public void routeOrder(RouteOrderRequest request, StreamObserver<RouteOrderResponse> answer) {
      answer.onNext(
          RouteOrderResponse.newBuilder()
              .setPlan(
                  RoutingPlan.newBuilder().setPlanId("plan-" + request.getOrder().getOrderId()))
              .build());
      answer.onCompleted();
    }

    @Override
    public StreamObserver<RouteOrdersRequest> routeOrders(
        StreamObserver<RouteOrdersResponse> answers) {
      return new StreamObserver<>() {
        @Override
        public void onNext(RouteOrdersRequest request) {
          String orderId = request.getOrder().getOrderId();
          RouteOrdersResponse.Builder answer =
              RouteOrdersResponse.newBuilder().setRequestId(request.getRequestId());
          if (orderId.equals("BAD")) {
            answer.setError(unknownSku());
          } else {
            answer.setPlan(RoutingPlan.newBuilder().setPlanId("plan-" + orderId));
          }
          answers.onNext(answer.build());
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          answers.onCompleted();
        }
      };
    }

    @Override
    public void listPlans(ListPlansRequest request, StreamObserver<ListPlansResponse> answer) {
      String orderId = request.getOrderId();
      ListPlansResponse.Builder plans = ListPlansResponse.newBuilder();
      if (orderId.startsWith("D-") || orderId.equals("TWICE")) {
        plans.addPlans(
            RoutingPlan.newBuilder().setPlanId("plan-of-" + orderId).setChannel("DOUYIN"));
      }
      if (orderId.equals("TWICE")) {
        plans.addPlans(RoutingPlan.newBuilder().setPlanId("plan-2").setChannel("KUAISHOU"));
      }
      answer.onNext(plans.build());
      answer.onCompleted();
    }

    @Override
    public void getPlan(GetPlanRequest request, StreamObserver<GetPlanResponse> answer) {
      if (request.getPlanId().equals("NONE")) {
        answer.onError(
            StatusProto.toStatusRuntimeException(
                Status.newBuilder().setCode(Code.NOT_FOUND_VALUE).build()));
        return;
      }
      answer.onNext(
          GetPlanResponse.newBuilder()
              .setPlan(RoutingPlan.newBuilder().setPlanId(request.getPlanId()))
              .setExplanationMissing(true)
              .build());
      answer.onCompleted();
    }
  }
}
