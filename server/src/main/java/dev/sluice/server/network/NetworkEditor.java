package dev.sluice.server.network;

import java.util.Optional;
import java.util.function.Function;

/**
 * Changes the network: merged into what is there, checked as a whole, stored, then made current.
 */
public final class NetworkEditor {
  private static final int MAX_TRIES = 5;

  private final NetworkRepository repository;
  private final CurrentNetwork current;

  public NetworkEditor(NetworkRepository repository, CurrentNetwork current) {
    this.repository = repository;
    this.current = current;
  }

  /**
   * Replaces all master data.
   *
   * @return the network that is current now
   * @throws InvalidNetworkException with all problems; nothing is changed then
   * @throws NetworkChangedException when others kept changing it; nothing is changed then
   */
  public Network replace(NetworkData data) {
    return replace(data, repository::replace);
  }

  /** The same, stored by {@code store}, which may store more in the same transaction. */
  public Network replace(NetworkData data, Store store) {
    return repeatedly(
        base -> {
          Network next = NetworkAssembler.assembleImport(base.version() + 1, data);
          store.store(data, base.version());
          return next;
        });
  }

  /** Stores what has been checked, as {@link NetworkRepository#replace} does. */
  @FunctionalInterface
  public interface Store {
    long store(NetworkData data, long expectedVersion);
  }

  /**
   * Inserts records, or updates those with the same identity; all others stay.
   *
   * @return the network that is current now
   * @throws InvalidNetworkException with all problems; nothing is changed then
   * @throws NetworkChangedException when others kept changing it; nothing is changed then
   */
  public Network upsert(NetworkData changes) {
    return repeatedly(base -> upsert(base, changes));
  }

  /** Opens, pauses or closes a warehouse; empty when there is no such warehouse. */
  public Optional<Warehouse> setWarehouseState(String warehouseId, OperatingState state) {
    Network changed =
        repeatedly(
            base -> {
              Warehouse known = base.warehouses().get(warehouseId);
              return known == null || known.state() == state
                  ? base
                  : upsert(base, NetworkData.ofWarehouse(known.inState(state)));
            });
    return Optional.ofNullable(changed.warehouses().get(warehouseId));
  }

  /** Opens, pauses or closes a carrier; empty when there is no such carrier. */
  public Optional<Carrier> setCarrierState(String carrierId, OperatingState state) {
    Network changed =
        repeatedly(
            base -> {
              Carrier known = base.carriers().get(carrierId);
              return known == null || known.state() == state
                  ? base
                  : upsert(base, NetworkData.ofCarrier(known.inState(state)));
            });
    return Optional.ofNullable(changed.carriers().get(carrierId));
  }

  private Network upsert(Network base, NetworkData changes) {
    Network next = NetworkAssembler.assemble(base.version() + 1, base.data().mergedWith(changes));
    repository.upsert(changes, base.version());
    return next;
  }

  /** Tries against the newest network until nobody else comes between. */
  private Network repeatedly(Function<Network, Network> change) {
    for (int attempt = 1; ; attempt++) {
      try {
        Network next = change.apply(current.refresh());
        current.publish(next);
        return next;
      } catch (NetworkChangedException e) {
        if (attempt == MAX_TRIES) {
          throw e;
        }
      }
    }
  }
}
