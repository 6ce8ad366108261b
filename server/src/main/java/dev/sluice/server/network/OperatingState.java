package dev.sluice.server.network;

/** Whether a warehouse or carrier takes part. */
public enum OperatingState {
  OPEN,
  /** Takes no new orders; what it holds still ships. */
  PAUSED,
  /** Takes no new orders, and what has not left is routed elsewhere. */
  CLOSED
}
