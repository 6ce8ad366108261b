package dev.sluice.server.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkAssembler;
import dev.sluice.server.network.NetworkData;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Networks as decisions saw them: the current one at hand, a few earlier ones for a while. */
public final class PastNetworks {

  private static final long MAX_RECORDS = 500_000;
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final DecisionRepository repository;
  private final Supplier<Network> current;
  private final Cache<Long, Network> earlier =
      Caffeine.newBuilder()
          .maximumWeight(MAX_RECORDS)
          .weigher((Long version, Network network) -> weight(network.data()))
          .expireAfterAccess(KEPT)
          .build();

  public PastNetworks(DecisionRepository repository, Supplier<Network> current) {
    this.repository = repository;
    this.current = current;
  }

  /** The network of this version; empty when no record named it or they all are forgotten. */
  Optional<Network> find(long version) {
    Network now = current.get();
    return now.version() == version
        ? Optional.of(now)
        : Optional.ofNullable(earlier.get(version, this::read));
  }

  private @Nullable Network read(long version) {
    return repository
        .findNetwork(version)
        .map(data -> NetworkAssembler.assemble(version, data))
        .orElse(null);
  }

  private static int weight(NetworkData data) {
    return 1
        + data.regions().size()
        + data.warehouses().size()
        + data.tariffs().size()
        + data.lanes().size()
        + data.coverage().size()
        + data.products().size();
  }
}
