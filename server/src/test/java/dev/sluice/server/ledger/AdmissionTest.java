package dev.sluice.server.ledger;

import static dev.sluice.server.ledger.LedgerSamples.DAY;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static dev.sluice.server.ledger.LedgerSamples.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.counter.Counter;
import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.ShareRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final CounterKey STOCK = CounterKey.stock("WH-A", "SKU-1");
  private static final CounterKey CARRIER = CounterKey.carrierShare("SF", "CN", DAY);
  private static final CounterKey ALL = CounterKey.allShare("CN", DAY);

  @Test
  void each_proposal_is_admitted_on_what_the_earlier_ones_left() {
    Admission admission = new Admission(counters(3, 0, 0));
    ProposedPlan two = plan(Leg.of("WH-A", "SF", "SKU-1", 2));
    ProposedPlan one = plan(Leg.of("WH-A", "SF", "SKU-1", 1));

    assertThat(admission.admit(proposal("O-1", two))).contains(two);
    assertThat(admission.admit(proposal("O-2", two))).isEmpty();
    assertThat(admission.admit(proposal("O-3", two, one))).contains(one);
    assertThat(admission.admit(proposal("O-4", one))).isEmpty();

    assertThat(admission.taken())
        .containsEntry(STOCK, new CounterDelta(3, 0))
        .containsEntry(CounterKey.warehouseDay("WH-A", DAY), new CounterDelta(2, 0));
  }

  @Test
  void what_is_refused_takes_nothing() {
    Admission admission = new Admission(counters(1, 0, 0));

    assertThat(admission.admit(proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 2))))).isEmpty();

    assertThat(admission.taken()).isEmpty();
  }

  @Test
  void a_counter_in_shortfall_admits_nothing() {
    Map<CounterKey, Counter> counters = counters(10, 0, 0);
    counters.put(STOCK, new Counter(STOCK, 3, 5, 0));

    assertThat(
            new Admission(counters).admit(proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 1)))))
        .isEmpty();
  }

  @Test
  void exempt_parcels_count_among_all_but_take_no_room() {
    Map<CounterKey, Counter> counters = counters(10, 0, 0);
    counters.put(CARRIER, new Counter(CARRIER, Counter.UNLIMITED, 1, 9));
    counters.put(ALL, new Counter(ALL, Counter.UNLIMITED, 1, 9));
    ProposedPlan capped = plan(Leg.of("WH-A", "SF", "SKU-1", 1).with(share("SF", 100_000, false)));

    Admission admission = new Admission(counters);

    // n + 1 = 2 <= ceil(0.1 x (10 + 1)) + 1 = 3
    assertThat(admission.admit(proposal("O-1", capped))).contains(capped);
    assertThat(admission.admit(proposal("O-2", capped))).contains(capped);
    assertThat(admission.admit(proposal("O-3", capped))).isEmpty();
  }

  @Test
  void overlapping_groups_are_each_kept() {
    CounterKey carrierEast = CounterKey.carrierShare("SF", "EAST", DAY);
    CounterKey allEast = CounterKey.allShare("EAST", DAY);
    Map<CounterKey, Counter> counters = counters(10, 0, 100);
    counters.put(carrierEast, new Counter(carrierEast, Counter.UNLIMITED, 5, 0));
    counters.put(allEast, new Counter(allEast, Counter.UNLIMITED, 5, 0));
    ShareTake east = new ShareTake(carrierEast, allEast, OptionalLong.of(500_000), false);
    ProposedPlan capped =
        plan(Leg.of("WH-A", "SF", "SKU-1", 1).with(share("SF", 900_000, false), east));

    assertThat(new Admission(counters).admit(proposal("O-1", capped))).isEmpty();
  }

  @Test
  void the_share_rule_lets_a_day_begin_and_then_keeps_the_cap() {
    assertThat(ShareRule.admits(0, 0, 0)).isTrue();
    assertThat(ShareRule.admits(1, 1, 0)).isFalse();
    assertThat(ShareRule.admits(58, 99, 580_000)).isTrue();
    assertThat(ShareRule.admits(59, 99, 580_000)).isFalse();
    assertThat(ShareRule.admits(1_000_000, 1_000_000, ShareRule.WHOLE_PPM)).isTrue();
  }

  private static Map<CounterKey, Counter> counters(long stock, long carrier, long all) {
    Map<CounterKey, Counter> counters = new HashMap<>();
    List.of(
            new Counter(STOCK, stock, 0, 0),
            new Counter(CounterKey.warehouseDay("WH-A", DAY), 100, 0, 0),
            new Counter(CounterKey.laneDay("WH-A>SF-STD>31", DAY), Counter.UNLIMITED, 0, 0),
            new Counter(CounterKey.carrierDay("SF", DAY), Counter.UNLIMITED, 0, 0),
            new Counter(CARRIER, Counter.UNLIMITED, carrier, 0),
            new Counter(ALL, Counter.UNLIMITED, all, 0))
        .forEach(counter -> counters.put(counter.key(), counter));
    return counters;
  }
}
