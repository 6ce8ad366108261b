package dev.sluice.server.routing;

import dev.sluice.server.network.Product;
import dev.sluice.server.routing.cost.Goods;
import dev.sluice.server.routing.model.OrderLine;
import java.util.List;

/**
 * An order line with its product.
 *
 * @param readyIndex index into {@link Candidates#readyTimes()} of when it may first be worked on
 */
public record CandidateLine(OrderLine line, Product product, int readyIndex) {

  public String sku() {
    return line.sku();
  }

  public long quantity() {
    return line.quantity();
  }

  /** So many units of each of these lines together. */
  static Goods goods(List<CandidateLine> lines, long[] unitsByLine) {
    Goods goods = Goods.NONE;
    for (int i = 0; i < unitsByLine.length; i++) {
      CandidateLine line = lines.get(i);
      goods = goods.plus(Goods.of(line.product, line.line.unitValueMicros(), unitsByLine[i]));
    }
    return goods;
  }
}
