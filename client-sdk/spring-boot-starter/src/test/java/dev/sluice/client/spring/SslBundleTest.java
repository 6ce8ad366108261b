package dev.sluice.client.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.RoutingClient;
import dev.sluice.client.UnavailableException;
import io.grpc.TlsServerCredentials;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The application's SSL bundles say whom the client trusts and what it shows. */
@Timeout(120)
class SslBundleTest {

  @TempDir static Path folder;

  private static TestKeyStore ofServer;
  private static TestKeyStore ofCaller;
  private static TestServer server;

  @BeforeAll
  static void serveThoseWhoShowACertificate() throws Exception {
    ofServer = TestKeyStore.create(folder, "server");
    ofCaller = TestKeyStore.create(folder, "caller");
    server =
        TestServer.start(
            TlsServerCredentials.newBuilder()
                .keyManager(ofServer.keyManagers())
                .trustManager(ofCaller.trustManagers())
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                .build());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void trustAndIdentity() {
    application()
        .withPropertyValues(store("truststore", ofServer))
        .withPropertyValues(store("keystore", ofCaller))
        .run(
            context -> {
              RoutingClient client = context.getBean(RoutingClient.class);
              assertThat(client.options().encrypted()).isTrue();
              assertThat(client.getPlan("P-1").getPlanId()).isEqualTo("P-1");
            });
  }

  @Test
  void trustAloneIsNotEnoughForThisServer() {
    application()
        .withPropertyValues(store("truststore", ofServer))
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(RoutingClient.class).getPlan("P-1"))
                    .isInstanceOf(UnavailableException.class));
  }

  @Test
  void aServerThatTheBundleDoesNotTrust() {
    application()
        .withPropertyValues(store("truststore", ofCaller))
        .withPropertyValues(store("keystore", ofCaller))
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean(RoutingClient.class).getPlan("P-1"))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("certificate"));
  }

  @Test
  void aBundleThatIsSwitchedOffIsNotAskedFor() {
    application()
        .withPropertyValues("sluice.client.ssl.enabled=false")
        .run(
            context ->
                assertThat(context.getBean(RoutingClient.class).options().encrypted()).isFalse());
  }

  @Test
  void ciphersOfABundleAreRefused() {
    application()
        .withPropertyValues(store("truststore", ofServer))
        .withPropertyValues("spring.ssl.bundle.jks.sluice.options.enabled-protocols=TLSv1.3")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContainingAll("ciphers or protocols", "Maybe"));
  }

  private static ApplicationContextRunner application() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(SslAutoConfiguration.class, SluiceClientAutoConfiguration.class))
        .withPropertyValues(
            "sluice.client.targets=" + server.target(), "sluice.client.ssl.bundle=sluice");
  }

  private static String[] store(String role, TestKeyStore store) {
    String prefix = "spring.ssl.bundle.jks.sluice." + role + ".";
    return Stream.of(
            "location=file:" + store.file(), "password=" + TestKeyStore.PASSWORD, "type=PKCS12")
        .map(property -> prefix + property)
        .toArray(String[]::new);
  }
}
