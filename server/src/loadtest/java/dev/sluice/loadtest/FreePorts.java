package dev.sluice.loadtest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports of 127.0.0.1 that nobody listens on. */
final class FreePorts {

  private FreePorts() {}

  /** A port that was free a moment ago. */
  static int find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
