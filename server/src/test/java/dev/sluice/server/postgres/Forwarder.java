package dev.sluice.server.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes between clients and a server on this machine, until it falls silent. */
final class Forwarder implements AutoCloseable {

  private final ServerSocket entrance;
  private final int target;
  private final List<Pair> pairs = new CopyOnWriteArrayList<>();

  private Forwarder(ServerSocket entrance, int target) {
    this.entrance = entrance;
    this.target = target;
  }

  static Forwarder to(int port) throws IOException {
    Forwarder forwarder =
        new Forwarder(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
    start(forwarder::acceptUntilClosed);
    return forwarder;
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** From now on nothing passes on the connections that are open; new ones work. */
  void fallSilent() {
    pairs.forEach(pair -> pair.silent = true);
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    for (Pair pair : pairs) {
      pair.client.close();
      pair.server.close();
    }
  }

  private void acceptUntilClosed() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        Pair pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), target));
        pairs.add(pair);
        start(() -> pass(pair, pair.client, pair.server));
        start(() -> pass(pair, pair.server, pair.client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void pass(Pair pair, Socket from, Socket to) {
    byte[] bytes = new byte[8_192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        if (!pair.silent) {
          out.write(bytes, 0, count);
        }
      }
      if (!pair.silent) {
        to.close();
      }
    } catch (IOException closed) {
      // The other end notices by itself, unless there is silence.
      return;
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "test-forwarder");
    thread.setDaemon(true);
    thread.start();
  }

  private static final class Pair {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    private Pair(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }
  }
}
