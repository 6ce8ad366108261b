package dev.sluice.server.cli.demo;

/** Hears how far the demo is; shows it to people. */
public interface DemoListener {

  /**
   * The next step begins.
   *
   * @param key of the message that says so
   * @param values what varies in it
   */
  void step(String key, Object... values);

  /** Orders are sent from now on, that many. */
  OrderProgress routing(long orders);

  /** All orders were answered; comes once. */
  void found(DemoFindings findings);
}
