package dev.sluice.server.network;

/** Master data in memory, with the same rules on versions as the database. */
public final class InMemoryNetwork implements NetworkRepository {
  private StoredNetwork stored = new StoredNetwork(0, NetworkData.EMPTY);

  @Override
  public synchronized StoredNetwork load() {
    return stored;
  }

  @Override
  public synchronized long version() {
    return stored.version();
  }

  @Override
  public synchronized long replace(NetworkData data, long expectedVersion) {
    if (stored.version() != expectedVersion) {
      throw new NetworkChangedException(expectedVersion, stored.version());
    }
    stored = new StoredNetwork(expectedVersion + 1, data);
    return stored.version();
  }

  @Override
  public synchronized long upsert(NetworkData changes, long expectedVersion) {
    return replace(stored.data().mergedWith(changes), expectedVersion);
  }
}
