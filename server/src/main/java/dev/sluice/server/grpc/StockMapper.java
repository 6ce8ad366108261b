package dev.sluice.server.grpc;

import dev.sluice.routing.v1.EarmarkPosition;
import dev.sluice.server.stock.Earmark;
import dev.sluice.server.stock.EarmarkHolder;
import dev.sluice.server.stock.EarmarkRecord;
import dev.sluice.server.stock.SalesPoint;
import dev.sluice.server.stock.StockPosition;
import dev.sluice.server.stock.StockState;
import java.time.Instant;

/** Maps stock between the contract and the inside. */
final class StockMapper {

  private StockMapper() {}

  static dev.sluice.routing.v1.StockPosition toProto(
      StockState state, SalesPoint point, Instant now) {
    StockPosition position = state.seenBy(point, now);
    dev.sluice.routing.v1.StockPosition.Builder proto =
        dev.sluice.routing.v1.StockPosition.newBuilder()
            .setWarehouseId(position.warehouseId())
            .setSku(position.sku())
            .setOnHand(position.onHand())
            .setSafetyStock(position.safetyStock())
            .setEarmarked(position.earmarked())
            .setReserved(position.reserved())
            .setAvailableToPromise(position.availableToPromise());
    state.earmarks().forEach(earmark -> proto.addEarmarks(toProto(earmark)));
    return proto.build();
  }

  /** An earmark that was validated. */
  static EarmarkRecord toRecord(dev.sluice.routing.v1.Earmark earmark) {
    return new EarmarkRecord(
        earmark.getWarehouseId(),
        earmark.getSku(),
        holder(earmark),
        earmark.getUnits(),
        ValueMapper.toInstant(earmark.getUntilTime()));
  }

  private static EarmarkPosition toProto(Earmark earmark) {
    dev.sluice.routing.v1.Earmark.Builder asked =
        dev.sluice.routing.v1.Earmark.newBuilder()
            .setWarehouseId(earmark.warehouseId())
            .setSku(earmark.sku())
            .setUnits(earmark.units())
            .setUntilTime(ValueMapper.toTimestamp(earmark.until()));
    switch (earmark.holder().kind()) {
      case CHANNEL -> asked.setChannel(earmark.holder().id());
      case STORE -> asked.setStore(earmark.holder().id());
      case HOST -> asked.setHost(earmark.holder().id());
    }
    return EarmarkPosition.newBuilder()
        .setEarmark(asked)
        .setKept(earmark.kept())
        .setReserved(earmark.reserved())
        .build();
  }

  private static EarmarkHolder holder(dev.sluice.routing.v1.Earmark earmark) {
    return switch (earmark.getHolderCase()) {
      case CHANNEL -> new EarmarkHolder(EarmarkHolder.Kind.CHANNEL, earmark.getChannel());
      case STORE -> new EarmarkHolder(EarmarkHolder.Kind.STORE, earmark.getStore());
      case HOST -> new EarmarkHolder(EarmarkHolder.Kind.HOST, earmark.getHost());
      case HOLDER_NOT_SET ->
          throw RequestRefusedException.invalidField(
              "earmarks.holder", "names neither channel, store nor host");
    };
  }
}
