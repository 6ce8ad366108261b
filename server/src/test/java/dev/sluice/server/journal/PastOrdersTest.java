package dev.sluice.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.RuleSet;
import dev.sluice.server.bench.SampleEvening;
import dev.sluice.server.ledger.PlanRepository;
import dev.sluice.server.ledger.StoredPlan;
import dev.sluice.server.network.Network;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.routing.ShareNumbers;
import dev.sluice.server.routing.model.OrderKey;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How much is looked at, by a clock that goes on only with looks and rests. */
class PastOrdersTest {

  private static final Duration LOOK = Duration.ofMillis(5);

  private static SampleEvening evening;

  private long nanos;
  private int looks;
  private Duration rested = Duration.ZERO;

  @BeforeAll
  static void begin() {
    evening = SampleEvening.begin();
  }

  @Test
  void looksAtWhatFitsIntoTheTime() {
    compare(Effort.whole(Duration.ofMillis(100)));

    assertThat(looks).isEqualTo(20);
    assertThat(rested).isZero();
  }

  @Test
  void restsAfterEachOrder() {
    compare(new Effort(Duration.ofMillis(100), 3));

    assertThat(looks).isEqualTo(5);
    assertThat(rested).isEqualTo(LOOK.multipliedBy(5 * 3));
  }

  private void compare(Effort effort) {
    RuleSet rules =
        evening.capture(evening.orders().get(0), evening.plans().get(0).storedTime()).rules();
    DecisionRepository records = new SlowRecords();
    DecisionReplay replay =
        new DecisionReplay(
            records,
            new PastNetworks(records, evening.network()::get),
            version -> CompletableFuture.completedFuture(Optional.empty()),
            UnaryOperator.identity());
    new PastOrders(new EveningPlans(), replay, () -> nanos, this::rest)
        .compare(rules, rules, effort);
  }

  private void rest(long restNanos) {
    nanos += restNanos;
    rested = rested.plusNanos(restNanos);
  }

  /** Has nothing, and takes its time to find that out. */
  private final class SlowRecords implements DecisionRepository {
    @Override
    public Optional<StoredRecord> find(String planId) {
      looks++;
      nanos += LOOK.toNanos();
      return Optional.empty();
    }

    @Override
    public void store(List<StoredRecord> records) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void keep(Network network, LocalDate day) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<NetworkData> findNetwork(long version) {
      return Optional.empty();
    }

    @Override
    public long keep(ShareNumbers shares, LocalDate day) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ShareNumbers> findShares(long id) {
      return Optional.empty();
    }
  }

  private static final class EveningPlans implements PlanRepository {
    @Override
    public List<StoredPlan> listPlans(Filter filter, int limit, Optional<Cursor> after) {
      return evening.plans().subList(0, limit);
    }

    @Override
    public Optional<StoredPlan> findPlan(String planId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredPlan> findCurrentPlan(OrderKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredPlan> findRevision(OrderKey key, String requestId) {
      throw new UnsupportedOperationException();
    }
  }
}
