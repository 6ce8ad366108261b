package dev.sluice.server.cli;

import java.util.Locale;

/** How a command prints its result. */
enum OutputForm {
  TABLE,
  JSON;

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
