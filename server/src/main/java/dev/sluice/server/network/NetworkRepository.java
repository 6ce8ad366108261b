package dev.sluice.server.network;

/** Keeps master data. Each change is one transaction that counts the version up. */
public interface NetworkRepository {

  /** Everything, as of one moment. */
  StoredNetwork load();

  /** The version now. */
  long version();

  /**
   * Replaces everything with {@code data}, which has been checked. Capacities of open days change
   * with it.
   *
   * @return the new version
   * @throws NetworkChangedException when the version is no longer {@code expectedVersion}; nothing
   *     was changed then
   */
  long replace(NetworkData data, long expectedVersion);

  /**
   * Inserts the records in {@code changes}, or updates those with the same identity; all others
   * stay. Capacities of open days change with it.
   *
   * @return the new version
   * @throws NetworkChangedException when the version is no longer {@code expectedVersion}; nothing
   *     was changed then
   */
  long upsert(NetworkData changes, long expectedVersion);

  /** Master data with its version. */
  record StoredNetwork(long version, NetworkData data) {}
}
