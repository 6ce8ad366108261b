package dev.sluice.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.routing.v1.ListPlansRequest;
import dev.sluice.routing.v1.ListWarehousesRequest;
import dev.sluice.server.ledger.PlanRepository.Cursor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final ListWarehousesRequest FILTERS = ListWarehousesRequest.getDefaultInstance();
  private static final ListPlansRequest PLAN_FILTERS =
      ListPlansRequest.newBuilder().setSku("SKU-1").build();

  @Test
  void visitsEveryElementOnce() {
    List<String> all = List.of("A", "B", "C", "D", "E");
    List<String> visited = new ArrayList<>();
    String token = "";
    do {
      Page<String> page = Page.of(all, Function.identity(), FILTERS, 2, token);
      visited.addAll(page.elements());
      token = page.nextToken();
    } while (!token.isEmpty());

    assertThat(visited).isEqualTo(all);
  }

  @Test
  void goesOnBehindTheLastOneAlthoughItIsGone() {
    String token = Page.of(List.of("A", "B", "C"), Function.identity(), FILTERS, 2, "").nextToken();

    Page<String> next = Page.of(List.of("A", "C", "D"), Function.identity(), FILTERS, 2, token);

    assertThat(next.elements()).containsExactly("C", "D");
    assertThat(next.nextToken()).isEmpty();
  }

  @Test
  void bindsATokenToItsFilters() {
    Cursor cursor = new Cursor(Instant.parse("2026-11-11T12:00:00.123456Z"), "P-1");
    String token = PageTokens.write(PLAN_FILTERS, cursor);

    assertThat(PageTokens.readCursor(PLAN_FILTERS, token)).isEqualTo(cursor);
    assertInvalid(() -> PageTokens.readCursor(ListPlansRequest.getDefaultInstance(), token));
  }

  @Test
  void refusesTokensOfOthers() {
    for (String token : List.of("x", "!!!", encoded(""), encoded("a\nb\nc"), encoded("\0\n\n"))) {
      assertInvalid(() -> PageTokens.readCursor(PLAN_FILTERS, token));
    }
    assertInvalid(
        () ->
            PageTokens.readCursor(
                PLAN_FILTERS, PageTokens.write(PLAN_FILTERS, "+999999999-01-01T00:00:00Z", "P")));
    assertInvalid(
        () -> PageTokens.readCursor(PLAN_FILTERS, PageTokens.write(PLAN_FILTERS, "today", "P")));
  }

  private static void assertInvalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            refused ->
                assertThat(ErrorReasons.nameOf(refused.reason())).isEqualTo("INVALID_PAGE_TOKEN"));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
