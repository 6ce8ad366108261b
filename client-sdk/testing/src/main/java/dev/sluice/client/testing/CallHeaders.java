package dev.sluice.client.testing;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps the headers of a call at hand while it is handled. */
final class CallHeaders implements ServerInterceptor {

  private static final Context.Key<Metadata> HEADERS = Context.key("sluice-fake-headers");
  private static final Metadata.Key<String> ATTEMPTS_BEFORE =
      Metadata.Key.of("grpc-previous-rpc-attempts", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    return Contexts.interceptCall(
        Context.current().withValue(HEADERS, headers), call, headers, next);
  }

  /** ASCII headers by name; gRPC's own left out. */
  static Map<String, String> current() {
    Metadata headers = HEADERS.get();
    Map<String, String> texts = new TreeMap<>();
    for (String name : headers.keys()) {
      if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX) && !name.startsWith("grpc-")) {
        String value = headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        texts.put(name, String.valueOf(value));
      }
    }
    return Map.copyOf(texts);
  }

  /** 1 for the first try. */
  static int attempt() {
    return 1
        + Optional.ofNullable(HEADERS.get().get(ATTEMPTS_BEFORE)).map(Integer::valueOf).orElse(0);
  }
}
