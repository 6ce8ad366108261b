package dev.sluice.loadtest.faults;

/** A way to break a running service. */
public enum Fault {
  KILL_REPLICA("kill -9 of a replica"),
  KILL_POSTMASTER("kill -9 of the postmaster"),
  STOP_IMMEDIATELY("pg_ctl stop -m immediate"),
  FREEZE_DATABASE("SIGSTOP of the database for 20 s"),
  CUT_REPLICA("packets of a replica's connections dropped"),
  CUT_DATABASE("packets of the database dropped for 12 s");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  /** What is done, for people. */
  public String words() {
    return words;
  }
}
