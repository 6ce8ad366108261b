package dev.sluice.server.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Timestamps;
import dev.sluice.routing.v1.PlanState;
import dev.sluice.routing.v1.PlannedShipment;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.routing.v1.ShippedLine;
import dev.sluice.routing.v1.UnfulfilledLine;
import dev.sluice.server.ledger.Acknowledgement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientJournalTest {

  private static final Instant TIME = Instant.parse("2026-11-11T12:00:00.123Z");

  @TempDir Path folder;

  @Test
  void what_was_noted_is_read_again_also_after_another_start() throws IOException {
    Path file = folder.resolve("journal");
    RoutingPlan first = plan().build();
    RoutingPlan second = plan().setPlanId("P-2").setOrderId("\"O\"-2").build();
    try (ClientJournal journal = ClientJournal.appendTo(file)) {
      journal.add(first, TIME);
    }
    try (ClientJournal journal = ClientJournal.appendTo(file)) {
      journal.add(second, TIME);
    }

    assertThat(read(file))
        .containsExactly(
            ClientJournal.acknowledgement(first, TIME),
            ClientJournal.acknowledgement(second, TIME));
  }

  @Test
  void the_hash_follows_what_stays_and_not_the_state() {
    String hash = hash(plan());

    assertThat(hash(plan().setState(PlanState.PLAN_STATE_RELEASED))).isEqualTo(hash);
    assertThat(hash(plan().setRevision(2))).isNotEqualTo(hash);
    assertThat(hash(plan().setStoredTime(Timestamps.fromMillis(1)))).isNotEqualTo(hash);
    assertThat(hash(plan().clearUnfulfilledLines())).isNotEqualTo(hash);
    RoutingPlan.Builder other = plan();
    other.getPlannedShipmentsBuilder(0).getLinesBuilder(0).setQuantity(3);
    assertThat(hash(other)).isNotEqualTo(hash);
  }

  @Test
  void a_line_that_a_dying_client_left_half_is_left_out() throws IOException {
    Path file = folder.resolve("journal");
    try (ClientJournal journal = ClientJournal.appendTo(file)) {
      journal.add(plan().build(), TIME);
    }
    Files.writeString(file, "{\"time\":\"2026-", StandardOpenOption.APPEND);

    assertThat(read(file)).hasSize(1);
  }

  @Test
  void a_file_of_something_else_is_refused_with_its_line() throws IOException {
    Path file = folder.resolve("journal");
    Files.writeString(file, "{\"time\":1}\n");

    assertThatThrownBy(() -> read(file)).hasMessageContaining("Line 1 of " + file);
  }

  private static List<Acknowledgement> read(Path file) throws IOException {
    List<Acknowledgement> read = new ArrayList<>();
    ClientJournal.read(file, read::add);
    return read;
  }

  private static String hash(RoutingPlan.Builder plan) {
    return ClientJournal.acknowledgement(plan.build(), TIME).contentHash();
  }

  private static RoutingPlan.Builder plan() {
    return RoutingPlan.newBuilder()
        .setPlanId("P-1")
        .setOrderId("O-1")
        .setChannel("DOUYIN")
        .setRevision(1)
        .setState(PlanState.PLAN_STATE_CONFIRMED)
        .setStoredTime(Timestamps.fromMillis(1_700_000_000_123L))
        .addPlannedShipments(
            PlannedShipment.newBuilder()
                .setNumber(1)
                .setWarehouseId("WH-A")
                .addLines(ShippedLine.newBuilder().setSku("SKU-1").setQuantity(2)))
        .addUnfulfilledLines(UnfulfilledLine.newBuilder().setSku("SKU-2").setQuantity(1));
  }
}
