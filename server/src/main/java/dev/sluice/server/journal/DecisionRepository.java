package dev.sluice.server.journal;

import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.routing.ShareNumbers;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Keeps what decisions saw: a small record of each, and once what many of them share. */
public interface DecisionRepository {

  /** Stores records: all of them or, when it throws, none. One that is there stays as it is. */
  void store(List<StoredRecord> records);

  /** The record of a plan; empty when it was lost in a crash or is older than what is kept. */
  Optional<StoredRecord> find(String planId);

  /**
   * Keeps a network for the records of this day, unless it is kept already.
   *
   * @param day of the plans that name it
   */
  void keep(Network network, LocalDate day);

  /** The master data of this version, as decisions saw it. */
  Optional<NetworkData> findNetwork(long version);

  /**
   * Keeps share numbers for the records of this day, unless they are kept already.
   *
   * @return the id that records name them by; equal numbers get the same
   */
  long keep(ShareNumbers shares, LocalDate day);

  /** The share numbers with this id. */
  Optional<ShareNumbers> findShares(long id);
}
