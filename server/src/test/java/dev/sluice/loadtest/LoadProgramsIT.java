package dev.sluice.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The load programs run and judge; how fast it is on this machine is nobody's business here. */
class LoadProgramsIT {

  @TempDir Path folder;

  @Test
  void throughput_compares_durable_orders_with_empty_calls() {
    assertThat(
            run(
                "throughput --seconds 1 --rounds 1 --warm-up 1 --in-flight 8 --orders 2000"
                    + " --distinct 500"))
        .isZero();
  }

  @Test
  void one_sku_is_sold_out_exactly() {
    assertThat(run("hot-sku --stock 40 --demand 60 --skus 20 --rounds 1 --warm-up 1 --in-flight 8"))
        .isZero();
  }

  @Test
  void a_filled_ledger_breaks_nothing() {
    assertThat(run("audit --plans 3000 --rounds 1")).isZero();
  }

  @Test
  void a_small_heap_holds_what_is_hot_of_many_positions() {
    assertThat(
            run(
                "memory --warehouses 100 --skus 500 --orders 4000 --steps 4 --heap 256m"
                    + " --in-flight 8"))
        .isZero();
  }

  @Test
  void rules_change_under_load_and_leave_nothing_behind() {
    assertThat(
            run(
                "reloads --first-reloads 2 --reloads 4 --back-to-back 2 --pause-millis 200 --all 20 --rate 20 --quiet-seconds 1 --warm-up 1 --in-flight 8"
                    + " --orders 2000 --p99-factor 0"))
        .isZero();
  }

  @Test
  void callers_behind_the_client_notice_no_kills() {
    assertThat(run("client-kills --kills 2 --threads 4 --rate 20 --balanced-within 60")).isZero();
  }

  @Test
  void a_stream_outlives_its_server() {
    assertThat(run("client-stream --orders 4000 --slow 100 --heap-growth 64")).isZero();
  }

  @Test
  void deadlines_end_calls_of_a_server_that_stands_still() {
    assertThat(run("client-deadlines --seconds 2 --threads 2 --limit-millis 3000")).isZero();
  }

  @Test
  void the_client_is_compared_with_the_bare_stub() {
    assertThat(run("client-throughput --seconds 1 --rounds 1 --warm-up 1 --in-flight 8 --least 0"))
        .isZero();
  }

  @Test
  void carriers_get_their_shares_of_a_short_day() {
    assertThat(
            run(
                "shares --orders 2000 --tolerance 4 --home 80 --in-flight 8 --pulse-in-flight 16"
                    + " --morning 500 --afternoon-seconds 8 --afternoon-rate 30"))
        .isZero();
  }

  @Test
  void growth_measures_every_size_it_is_given() {
    String line = "growth --warehouses 20,40 --carriers 2,3 --lines 1,4 --millis 20";
    assertThat(new CommandLine(new LoadPrograms()).execute(line.split(" "))).isZero();
  }

  private int run(String line) {
    String[] words = (line + " --folder " + folder).split(" ");
    return new CommandLine(new LoadPrograms()).execute(words);
  }
}
