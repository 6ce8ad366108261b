package dev.sluice.server.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.server.config.AdminConfig;
import dev.sluice.server.config.SetupException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers {@code GET /metrics}, and nothing else. */
public final class MetricsEndpoint implements AutoCloseable {

  private static final String PATH = "/metrics";
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;

  private final HttpServer http;
  private final ExecutorService thread;

  private MetricsEndpoint(HttpServer http, ExecutorService thread) {
    this.http = http;
    this.thread = thread;
  }

  /**
   * Listens.
   *
   * @throws SetupException when the port is in use
   */
  public static MetricsEndpoint start(AdminConfig config, ServerMetrics metrics) {
    try {
      HttpServer http = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
      ExecutorService thread =
          Executors.newSingleThreadExecutor(
              work -> {
                Thread made = new Thread(work, "sluice-metrics");
                made.setDaemon(true);
                return made;
              });
      http.setExecutor(thread);
      http.createContext("/", exchange -> answer(exchange, metrics));
      http.start();
      return new MetricsEndpoint(http, thread);
    } catch (IOException e) {
      throw new SetupException(
          "Metrics cannot be offered on %s:%d: %s"
              .formatted(config.host(), config.port(), e.getMessage()),
          "another program or replica has the port: choose another admin.port.",
          e);
    }
  }

  /** The one that was taken when the configured one is 0. */
  public int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    thread.shutdownNow();
  }

  private static void answer(HttpExchange exchange, ServerMetrics metrics) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(NOT_ALLOWED, -1);
      } else {
        byte[] text = metrics.scrape().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        exchange.sendResponseHeaders(OK, text.length);
        exchange.getResponseBody().write(text);
      }
    }
  }
}
