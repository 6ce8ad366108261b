package dev.sluice.server.network;

/** Somebody else changed the network between reading and writing; read it again and repeat. */
public final class NetworkChangedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NetworkChangedException(long expectedVersion, long version) {
    super(
        "Network version is "
            + version
            + ", expected "
            + expectedVersion
            + "\nMaybe another change was stored meanwhile: repeat yours.");
  }
}
