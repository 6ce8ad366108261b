package dev.sluice.client;

import dev.sluice.client.RoutingClientOptions.Tls;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the channel that a client's calls share. */
final class Connection {

  private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;

  private Connection() {}

  static ManagedChannel open(RoutingClientOptions options, ServiceConfig serviceConfig) {
    ManagedChannelBuilder<?> builder =
        Grpc.newChannelBuilder(TargetListResolver.uri(options.targets()), credentials(options));
    return configure(builder, options, serviceConfig)
        .defaultLoadBalancingPolicy("round_robin")
        .build();
  }

  /** What does not depend on the transport, so that tests go the same way. */
  static ManagedChannelBuilder<?> configure(
      ManagedChannelBuilder<?> builder, RoutingClientOptions options, ServiceConfig serviceConfig) {
    Metadata headers = new Metadata();
    options
        .headers()
        .forEach(
            (name, value) ->
                headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    return builder
        .defaultServiceConfig(serviceConfig.asMap())
        .enableRetry()
        .userAgent(options.userAgent())
        .maxInboundMessageSize(MAX_ANSWER_BYTES)
        .intercept(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static ChannelCredentials credentials(RoutingClientOptions options) {
    Tls tls = options.tls();
    if (!tls.enabled()) {
      return InsecureChannelCredentials.create();
    }
    TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
    try {
      if (tls.trustedCertificates().isPresent()) {
        credentials.trustManager(readable(tls.trustedCertificates().get()).toFile());
      }
      if (tls.certificateChain().isPresent() && tls.privateKey().isPresent()) {
        credentials.keyManager(
            readable(tls.certificateChain().get()).toFile(),
            readable(tls.privateKey().get()).toFile());
      }
      return credentials.build();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "TLS file cannot be used: %s\nMaybe it is not PEM.".formatted(e.getMessage()), e);
    }
  }

  private static Path readable(Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "TLS file cannot be read: %s\nMaybe the path is wrong.".formatted(file));
    }
    return file;
  }
}
