package dev.sluice.loadtest.gaps;

import dev.sluice.loadtest.gaps.BasketData.Basket;
import dev.sluice.loadtest.gaps.BasketOutcome.Part;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Lists the orders with which hindsight deals otherwise. */
final class BasketRegrets {

  private BasketRegrets() {}

  static void print(
      PrintWriter out, BasketInstance instance, BasketOutcome routed, BasketOutcome hindsight) {
    for (int i = 0; i < instance.baskets().size(); i++) {
      Basket basket = instance.baskets().get(i);
      String ours = text(instance, basket, routed.plan(basket));
      String better = text(instance, basket, hindsight.plan(basket));
      if (!ours.equals(better)) {
        out.printf(
            Locale.ROOT,
            "%4d %s %d lines: %s, hindsight %s%n",
            i,
            basket.place().name(),
            basket.wishes().size(),
            ours,
            better);
      }
    }
  }

  private static String text(BasketInstance instance, Basket basket, List<Part> parts) {
    if (parts.isEmpty()) {
      return "lost";
    }
    int[] warehouses = parts.stream().mapToInt(Part::warehouse).distinct().sorted().toArray();
    StringBuilder text = new StringBuilder();
    double fen = 0;
    for (int w : warehouses) {
      text.append(text.isEmpty() ? "" : " + ").append(instance.warehouses().get(w).name());
      fen += instance.fen(w, basket.place());
    }
    return String.format(Locale.ROOT, "%s for %.2f", text, fen / 100);
  }
}
