package dev.sluice.server.network;

import dev.sluice.server.network.NetworkRepository.StoredNetwork;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The network that decisions see: one reference, swapped as a whole when a newer one is stored. */
public final class CurrentNetwork {
  private final NetworkRepository repository;
  private final List<Consumer<Network>> preparations = new CopyOnWriteArrayList<>();
  private final List<Consumer<Network>> listeners = new CopyOnWriteArrayList<>();
  private volatile Network network;

  private CurrentNetwork(NetworkRepository repository, Network network) {
    this.repository = repository;
    this.network = network;
  }

  /**
   * Loads what is stored now.
   *
   * @throws InvalidNetworkException when what is stored cannot be a network
   */
  public static CurrentNetwork load(NetworkRepository repository) {
    return new CurrentNetwork(repository, assemble(repository.load()));
  }

  /** The network as last loaded. */
  public Network get() {
    return network;
  }

  /**
   * Tells {@code listener} of every newer network before any decision sees it. What it throws keeps
   * the newer one out until the next {@link #refresh}.
   */
  public void beforeChange(Consumer<Network> listener) {
    preparations.add(listener);
  }

  /** Tells {@code listener} of every newer network, after it is in place. */
  public void onChange(Consumer<Network> listener) {
    listeners.add(listener);
  }

  /**
   * Loads again when the stored version differs from this one.
   *
   * @return the network that is in place now
   */
  public Network refresh() {
    if (repository.version() != network.version()) {
      publish(assemble(repository.load()));
    }
    return network;
  }

  /** Takes a network that was just stored; an older one than the present is ignored. */
  void publish(Network newer) {
    synchronized (this) {
      if (newer.version() <= network.version()) {
        return;
      }
      preparations.forEach(listener -> listener.accept(newer));
      network = newer;
    }
    listeners.forEach(listener -> listener.accept(newer));
  }

  private static Network assemble(StoredNetwork stored) {
    return NetworkAssembler.assemble(stored.version(), stored.data());
  }
}
