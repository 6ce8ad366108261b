package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What callers get wrong, each with one clear exception that says what to try. */
@Timeout(120)
class BadInputTest {

  @TempDir static Path folder;

  @Test
  void aHostThatDoesNotExist() {
    try (RoutingClient client = RoutingClient.connect("nowhere.invalid:50051")) {
      assertThatThrownBy(() -> client.routeOrder(SampleOrders.order("D-1")))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContainingAll("nowhere.invalid", "Maybe", "target is wrong");
    }
  }

  @Test
  void aTargetThatSpeaksSomethingElse() throws Exception {
    try (ServerSocket web = new ServerSocket(0)) {
      Thread answering = new Thread(() -> answerEverythingWithAPage(web));
      answering.setDaemon(true);
      answering.start();
      try (RoutingClient client = RoutingClient.connect("localhost:" + web.getLocalPort())) {
        assertThatThrownBy(() -> client.routeOrder(SampleOrders.order("D-1")))
            .isInstanceOf(UnavailableException.class)
            .hasMessageContainingAll("localhost:" + web.getLocalPort(), "Maybe");
      }
    }
  }

  @Test
  void theRightAuthorityIsTrustedAndTheWrongOneNot() throws Exception {
    TestCertificate ours = TestCertificate.create(folder, "ours");
    TestCertificate other = TestCertificate.create(folder, "other");
    try (NetServer server =
        NetServer.start(
            TlsServerCredentials.create(ours.certificate().toFile(), ours.key().toFile()))) {
      RoutingClientOptions.Builder options = RoutingClientOptions.newBuilder(server.target());
      try (RoutingClient client = RoutingClient.create(options.tls(ours.certificate()).build())) {
        assertThat(client.routeOrder(SampleOrders.order("D-1")).getOrderId()).isEqualTo("D-1");
      }
      try (RoutingClient client = RoutingClient.create(options.tls(other.certificate()).build())) {
        assertThatThrownBy(() -> client.routeOrder(SampleOrders.order("D-2")))
            .isInstanceOf(UnavailableException.class)
            .hasMessageContainingAll(server.target(), "Maybe", "certificate");
      }
      try (RoutingClient client = RoutingClient.create(options.plaintext().build())) {
        assertThatThrownBy(() -> client.routeOrder(SampleOrders.order("D-3")))
            .isInstanceOf(UnavailableException.class)
            .hasMessageContainingAll(server.target(), "Maybe", "TLS");
      }
      assertThat(server.orders()).isEqualTo(1);
    }
  }

  @Test
  void tlsToAServerWithout() throws Exception {
    TestCertificate some = TestCertificate.create(folder, "some");
    try (NetServer server = NetServer.start();
        RoutingClient client =
            RoutingClient.create(
                RoutingClientOptions.newBuilder(server.target()).tls(some.certificate()).build())) {
      assertThatThrownBy(() -> client.routeOrder(SampleOrders.order("D-1")))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContainingAll(server.target(), "Maybe", "TLS");
    }
  }

  @Test
  void aServerThatWantsToKnowItsClients() throws Exception {
    TestCertificate ours = TestCertificate.create(folder, "server");
    TestCertificate caller = TestCertificate.create(folder, "caller");
    try (NetServer server =
        NetServer.start(
            TlsServerCredentials.newBuilder()
                .keyManager(ours.certificate().toFile(), ours.key().toFile())
                .trustManager(caller.certificate().toFile())
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                .build())) {
      RoutingClientOptions.Builder options =
          RoutingClientOptions.newBuilder(server.target()).tls(ours.certificate());
      try (RoutingClient nobody = RoutingClient.create(options.build())) {
        assertThatThrownBy(() -> nobody.routeOrder(SampleOrders.order("D-1")))
            .isInstanceOf(UnavailableException.class)
            .hasMessageContainingAll(server.target(), "Maybe");
      }
      options.clientCertificate(caller.certificate(), caller.key());
      try (RoutingClient known = RoutingClient.create(options.build())) {
        assertThat(known.routeOrder(SampleOrders.order("D-2")).getOrderId()).isEqualTo("D-2");
      }
    }
  }

  @Test
  void anExpiredTokenAndOneThatIsRenewed() throws IOException {
    AtomicInteger version = new AtomicInteger(1);
    try (NetServer server = NetServer.guarded("Bearer token-2"::equals);
        RoutingClient client =
            RoutingClient.create(
                RoutingClientOptions.newBuilder(server.target())
                    .bearerToken(() -> "token-" + version.get())
                    .build())) {
      assertThatThrownBy(() -> client.routeOrder(SampleOrders.order("D-1")))
          .isInstanceOf(NotAuthorizedException.class)
          .hasMessageContainingAll(server.target(), "the token has expired", "Maybe");
      assertThatThrownBy(() -> client.routeOrderAsync(SampleOrders.order("D-1")).join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(NotAuthorizedException.class);
      try (OrderStream stream = client.openStream()) {
        assertThatThrownBy(() -> stream.submit(SampleOrders.order("D-1")).join())
            .hasCauseInstanceOf(NotAuthorizedException.class);
      }
      version.set(2);
      assertThat(client.routeOrder(SampleOrders.order("D-1")).getOrderId()).isEqualTo("D-1");
    }
  }

  @Test
  void aTokenThatCannotBeHad() throws IOException {
    try (NetServer server = NetServer.start();
        RoutingClient client =
            RoutingClient.create(
                RoutingClientOptions.newBuilder(server.target())
                    .bearerToken(
                        () -> {
                          throw new IllegalStateException("the token service is away");
                        })
                    .build())) {
      assertThatThrownBy(() -> client.routeOrder(SampleOrders.order("D-1")))
          .isInstanceOf(NotAuthorizedException.class)
          .hasMessageContainingAll("the token service is away", "Maybe");
    }
  }

  @Test
  void aTokenNeverLeavesTheMachineInTheClear() {
    RoutingClientOptions.Builder options =
        RoutingClientOptions.newBuilder("127.0.0.1:1", "sluice.example:50051")
            .bearerToken(() -> "token");

    assertThatThrownBy(options::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("sluice.example:50051", "tls()");
    assertThat(options.tls().build().bearerToken()).isPresent();
  }

  @Test
  void aServerOfAnotherVersion() throws IOException {
    try (NetServer server = NetServer.ofAnotherVersion();
        RoutingClient client = RoutingClient.connect(server.target())) {
      assertThatThrownBy(() -> client.routeOrder(SampleOrders.order("D-1")))
          .isInstanceOf(IncompatibleServerException.class)
          .hasMessageContainingAll(server.target(), "older than this client", "Maybe");
      try (OrderStream stream = client.openStream()) {
        assertThatThrownBy(() -> stream.submit(SampleOrders.order("D-1")).join())
            .hasCauseInstanceOf(IncompatibleServerException.class);
      }
    }
  }

  private static void answerEverythingWithAPage(ServerSocket web) {
    try {
      while (true) {
        try (Socket caller = web.accept()) {
          caller.getInputStream().read(new byte[24]);
          caller
              .getOutputStream()
              .write(
                  "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
