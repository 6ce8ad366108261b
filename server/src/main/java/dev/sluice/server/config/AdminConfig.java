package dev.sluice.server.config;

/**
 * The edge for whoever watches the service.
 *
 * @param host address to listen on
 * @param port 0 takes a free one; negative: nobody listens
 */
public record AdminConfig(String host, int port) {

  /** Whether anybody may ask. */
  public boolean isOn() {
    return port >= 0;
  }
}
