package dev.sluice.rules.compile;

/**
 * What hostile rules call before they do harm: it notes that their code ran, and stops it there.
 */
public final class Breach {

  static final String PROPERTY = "sluice.breached";

  private Breach() {}

  /** Stands for any statement and for any condition. */
  public static boolean mark() {
    stop();
    return true;
  }

  /** Stands for a text. */
  public static String text() {
    stop();
    return "";
  }

  /** Stands for a number. */
  public static int number() {
    stop();
    return 0;
  }

  private static void stop() {
    System.setProperty(PROPERTY, "yes");
    throw new IllegalStateException("The code of a rule ran");
  }
}
