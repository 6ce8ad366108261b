package dev.sluice.server.cli.demo;

/** Hears of every order that was answered, on any thread. */
public interface OrderProgress extends AutoCloseable {

  void step();

  /** No more orders come. */
  @Override
  void close();
}
