package dev.sluice.server.network;

/** A carrier's part in the contract: the main carrier, a backup with a share, or one without. */
public enum CarrierRole {
  MAIN,
  BACKUP,
  OTHER
}
