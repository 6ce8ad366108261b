package dev.sluice.server.postgres;

import static dev.sluice.server.ledger.LedgerSamples.DAY;
import static dev.sluice.server.ledger.LedgerSamples.START;
import static dev.sluice.server.ledger.LedgerSamples.plan;
import static dev.sluice.server.ledger.LedgerSamples.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.server.ledger.LedgerSamples.Leg;
import dev.sluice.server.ledger.Proposal;
import dev.sluice.server.network.LatLng;
import dev.sluice.server.network.ServiceLevel;
import dev.sluice.server.routing.model.CostTerm;
import dev.sluice.server.routing.model.CustomerTier;
import dev.sluice.server.routing.model.Disposition;
import dev.sluice.server.routing.model.LineReason;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderKey;
import dev.sluice.server.routing.model.OrderLine;
import dev.sluice.server.routing.model.PlannedShipment;
import dev.sluice.server.routing.model.RoutingPlan;
import dev.sluice.server.routing.model.ShareYield;
import dev.sluice.server.routing.model.ShippedLine;
import dev.sluice.server.routing.model.UnfulfilledLine;
import dev.sluice.server.routing.model.UnfulfilledReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlanPackingTest {

  /** As it lies in databases. */
  private static final String STORED =
      "01f6e2a2af0d000006444f5559494e00034f2d31000753544f52452d310006484f53542d31000000"
          + "04474f4c4400085354414e4441524401020000000000000633313031303100010005534b552d3104"
          + "c0bfb8090000020008676966743d796573000a6c6976653d70756c73650101000457482d41000253"
          + "46000653462d535444000e57482d413e53462d5354443e3331010904c0c402aa3800aafe0a00b817"
          + "010009494e535552414e43450601000674617269666600044341534880c8d0070001000573706c69"
          + "74000a505245464552454e434518000772756c65732d310a0000010d0002434e000c6e6f206f7468"
          + "65722077617901000570756c7365";

  @Test
  void what_was_stored_once_reads_the_same_for_ever() {
    Proposal proposal = proposal("O-1", plan(Leg.of("WH-A", "SF", "SKU-1", 2)));

    PlanContent content = PlanPacking.unpack("id", HexFormat.of().parseHex(STORED));

    assertThat(content.order()).isEqualTo(proposal.order());
    assertThat(content.plan()).isEqualTo(proposal.plan().plan());
    assertThat(PlanPacking.pack(content.order(), content.plan()))
        .asHexString()
        .isEqualToIgnoringCase(STORED);
  }

  @Test
  void every_field_comes_back_as_it_was() {
    PlanContent content = PlanPacking.unpack("id", PlanPacking.pack(fullOrder(), fullPlan()));

    assertThat(content.order()).isEqualTo(fullOrder());
    assertThat(content.plan()).isEqualTo(fullPlan());
  }

  @Test
  void a_row_of_another_format_is_told_with_its_plan() {
    byte[] packed = PlanPacking.pack(fullOrder(), fullPlan());
    packed[0] = 2;

    assertThatThrownBy(() -> PlanPacking.unpack("20261111-x", packed))
        .hasMessageContaining("20261111-x")
        .hasMessageContaining("format is 2");
  }

  @Test
  void wherever_a_row_is_cut_off_it_cannot_be_read() {
    byte[] packed = PlanPacking.pack(fullOrder(), fullPlan());

    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> PlanPacking.unpack("id", cut))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private static Order fullOrder() {
    return new Order(
        new OrderKey("抖音", "O-2"),
        "",
        "HOST-1",
        "LIVE-1",
        CustomerTier.VIP,
        ServiceLevel.HOURLY,
        START.plusNanos(123_456_789),
        Optional.of(START.minusNanos(1)),
        Optional.of(Instant.parse("2027-01-01T00:00:00Z")),
        Optional.of(Instant.EPOCH),
        Optional.of(START),
        true,
        "310101001",
        Optional.of(new LatLng(-31.25, 121.4737)),
        List.of(
            new OrderLine("SKU-1", 3, 0, false, Optional.empty()),
            new OrderLine("SKU-2", Long.MAX_VALUE, Long.MAX_VALUE, true, Optional.of(START))),
        new TreeSet<>(List.of("a=b", "HOST-1")));
  }

  private static RoutingPlan fullPlan() {
    return new RoutingPlan(
        List.of(
            new PlannedShipment(
                1,
                "WH-A",
                "SF",
                "SF-STD",
                "WH-A>SF-STD>31",
                List.of(new ShippedLine("SKU-1", 1), new ShippedLine("SKU-2", 4)),
                DAY,
                START.plusSeconds(1),
                START.plusSeconds(86_400),
                1_500,
                List.of("INSURANCE", "COLD"),
                -3,
                List.of(
                    new CostTerm("tariff", CostTerm.Kind.CASH, 8_000_000),
                    new CostTerm("toll", CostTerm.Kind.OPPORTUNITY, -1)))),
        List.of(
            new UnfulfilledLine(
                "SKU-1",
                2,
                List.of(
                    new LineReason(UnfulfilledReason.RULE, Optional.of("ELIG-010"), "why"),
                    new LineReason(UnfulfilledReason.OUT_OF_STOCK, Optional.empty(), "")),
                Disposition.DEFER,
                Optional.of(START.plusSeconds(7))),
            new UnfulfilledLine("SKU-2", 1, List.of(), Disposition.REFUSE, Optional.empty())),
        List.of(new CostTerm("tariff", CostTerm.Kind.PREFERENCE, Long.MIN_VALUE)),
        "rules-1",
        START,
        Optional.of("a rule failed"),
        List.of(new ShareYield("SF", "CN", "no other way")),
        List.of("", "抖音"));
  }
}
