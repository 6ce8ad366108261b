package dev.sluice.server.ledger;

import static dev.sluice.server.ledger.LedgerSamples.DAY;
import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.held;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static dev.sluice.server.ledger.LedgerSamples.replacing;
import static dev.sluice.server.ledger.LedgerSamples.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.PlanTransitions.Outcome;
import dev.sluice.server.ledger.PlanTransitions.Outcome.Changed;
import dev.sluice.server.ledger.PlanTransitions.Outcome.Refused;
import dev.sluice.server.ledger.PlanTransitions.Outcome.Unchanged;
import dev.sluice.server.ledger.counter.CounterDelta;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.routing.model.ShippedLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTransitionsTest {

  private static final CounterKey STOCK = CounterKey.stock("WH-A", "SKU-1");
  private static final Duration HOLD = Duration.ofMinutes(5);
  private static final Instant LATER = START.plusSeconds(60);

  private final Proposal proposal =
      proposal(
          "O-1",
          plan(
              Leg.of("WH-A", "SF", "SKU-1", 2).with(share("SF", -1, false)),
              Leg.of("WH-B", "SF", "SKU-2", 1)));
  private final LedgerEntry confirmed = entry(proposal);
  private final LedgerEntry held = entry(held(proposal, HOLD));

  @Test
  void shipping_takes_goods_away_and_nothing_else_back() {
    Changed shipped = (Changed) PlanTransitions.ship(confirmed, List.of(1), LATER);

    assertThat(shipped.deltas()).isEqualTo(Map.of(STOCK, CounterDelta.ofUsed(-2)));
    assertThat(shipped.departed()).isEqualTo(Map.of(STOCK, 2L));
    assertThat(shipped.entry().transitions())
        .containsExactly(new Transition(1, ShipmentState.SHIPPED, LATER, ""));
    assertThat(shipped.event())
        .isEqualTo(
            new LedgerEvent(
                LedgerEvent.Kind.SHIPPED,
                confirmed.plan().planId(),
                List.of(1),
                List.of(),
                "",
                "",
                LATER));
  }

  @Test
  void shipping_is_all_or_nothing_and_once() {
    assertThat(PlanTransitions.ship(held, List.of(), LATER)).isInstanceOf(Refused.class);
    assertThat(PlanTransitions.ship(confirmed, List.of(1, 3), LATER)).isInstanceOf(Refused.class);
    Changed all = (Changed) PlanTransitions.ship(confirmed, List.of(), LATER);
    assertThat(all.event().shipmentNumbers()).containsExactly(1, 2);
    for (List<Integer> again : List.of(List.<Integer>of(), List.of(1), List.of(2, 1))) {
      assertThat(PlanTransitions.ship(all.entry(), again, LATER)).isInstanceOf(Unchanged.class);
    }
    assertThat(PlanTransitions.confirm(all.entry(), LATER)).isInstanceOf(Unchanged.class);
    assertThat(release(all.entry(), "R-1")).isInstanceOf(Refused.class);
  }

  @Test
  void a_shipped_part_is_not_given_back_with_the_rest() {
    LedgerEntry part = ((Changed) PlanTransitions.ship(confirmed, List.of(1), LATER)).entry();

    Changed rest = (Changed) release(part, "R-1");

    assertThat(rest.entry().plan().shipmentStates())
        .containsExactly(ShipmentState.SHIPPED, ShipmentState.RELEASED);
    assertThat(rest.deltas()).doesNotContainKey(STOCK);
    assertThat(release(part, "R-2", new ShippedLine("SKU-1", 1))).isInstanceOf(Refused.class);
  }

  @Test
  void the_next_revision_takes_over_what_stands() {
    LedgerEntry cut = ((Changed) release(confirmed, "R-1", new ShippedLine("SKU-1", 1))).entry();
    Proposal rest = replacing(cut.plan(), plan(Leg.of("WH-B", "SF", "SKU-1", 1)), "R-2");

    NextRevision next = NextRevision.of(cut, rest, rest.plan(), LATER);

    assertThat(next.replaced().plan().shipmentStates())
        .containsExactly(ShipmentState.CARRIED, ShipmentState.CARRIED);
    assertThat(next.replaced().plan().takes()).as("on record").isEqualTo(cut.plan().takes());
    assertThat(next.plan().takes())
        .extracting(ShipmentTakes::shipmentNumber)
        .containsExactly(1, 2, 3);
    assertThat(next.plan().takes().get(0).takes()).isEqualTo(cut.plan().takes().get(0).takes());
    assertThat(next.plan().takes().get(0).shareTakes())
        .extracting(ShareTake::allShare)
        .containsExactly(CounterKey.allShare("CN", DAY));
    assertThat(next.plan().lineage().replaces()).contains(cut.plan().planId());
    assertThat(next.events())
        .extracting(LedgerEvent::kind)
        .containsExactly(LedgerEvent.Kind.CARRIED, LedgerEvent.Kind.ROUTED);
    assertThat(next.events().get(1).shipmentNumbers()).containsExactly(1, 2, 3);
    for (Outcome change :
        List.of(
            PlanTransitions.confirm(next.replaced(), LATER),
            PlanTransitions.ship(next.replaced(), List.of(), LATER),
            release(next.replaced(), "R-3"))) {
      assertThat(((Refused) change).why()).contains(next.plan().planId());
    }
    assertThat(PlanTransitions.expire(next.replaced(), LATER)).isInstanceOf(Unchanged.class);
  }

  @Test
  void a_revision_of_what_is_gone_carries_nothing() {
    LedgerEntry gone = ((Changed) PlanTransitions.expire(held, START.plus(HOLD))).entry();
    assertThat(gone.plan().findMissing()).contains(gone.plan().order());
    Proposal again = held(replacing(gone.plan(), proposal.plan(), ""), HOLD);

    NextRevision next = NextRevision.of(gone, again, again.plan(), START.plus(HOLD));

    assertThat(next.plan().lineage().carriedShipments()).isZero();
    assertThat(next.plan().expireTime()).contains(START.plus(HOLD).plus(HOLD));
    assertThat(next.replaced().transitions()).isEqualTo(gone.transitions());
    assertThat(next.events())
        .extracting(LedgerEvent::kind)
        .containsExactly(LedgerEvent.Kind.ROUTED);
    assertThat(next.replaced().plan().lineage().replacedBy())
        .isEqualTo(Optional.of(next.plan().planId()));
  }

  private static Outcome release(LedgerEntry entry, String requestId, ShippedLine... lines) {
    return PlanTransitions.release(
        entry, new Release(entry.plan().planId(), List.of(lines), requestId, "why"), LATER);
  }

  private static LedgerEntry entry(Proposal proposal) {
    return LedgerEntry.begin(StoredPlan.first(proposal, proposal.plan(), START));
  }
}
