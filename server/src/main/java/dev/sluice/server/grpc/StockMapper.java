package dev.sluice.server.grpc;

import com.google.type.Date;
import dev.sluice.routing.v1.EarmarkPosition;
import dev.sluice.routing.v1.InboundPosition;
import dev.sluice.server.stock.Earmark;
import dev.sluice.server.stock.EarmarkHolder;
import dev.sluice.server.stock.EarmarkRecord;
import dev.sluice.server.stock.Inbound;
import dev.sluice.server.stock.InboundReceipt;
import dev.sluice.server.stock.InboundRecord;
import dev.sluice.server.stock.SalesPoint;
import dev.sluice.server.stock.StockPosition;
import dev.sluice.server.stock.StockState;
import java.time.Instant;
import java.time.LocalDate;

/** Maps stock between the contract and the inside. */
final class StockMapper {

  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2099, 12, 31);

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
    state.inbound().forEach(inbound -> proto.addInbound(toProto(inbound)));
    return proto.build();
  }

  /**
   * A record that was validated, but for its day.
   *
   * @param path of the record, for what is refused
   */
  static InboundRecord toRecord(dev.sluice.routing.v1.InboundRecord record, String path) {
    return new InboundRecord(
        record.getWarehouseId(),
        record.getSku(),
        expectedDay(record.getExpectedDate(), path),
        record.getUnits());
  }

  /**
   * A receipt that was validated, but for its day.
   *
   * @param path of the receipt, for what is refused
   */
  static InboundReceipt toReceipt(dev.sluice.routing.v1.InboundReceipt receipt, String path) {
    return new InboundReceipt(
        receipt.getWarehouseId(),
        receipt.getSku(),
        expectedDay(receipt.getExpectedDate(), path),
        receipt.getUnits(),
        receipt.getAlreadyCounted());
  }

  private static LocalDate expectedDay(Date date, String path) {
    String field = path + ".expected_date";
    LocalDate day = WarehouseMapper.toDate(date, field);
    if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
      throw RequestRefusedException.invalidField(
          field, "is " + day + ", not in the years 2000 to 2099");
    }
    return day;
  }

  private static InboundPosition toProto(Inbound inbound) {
    return InboundPosition.newBuilder()
        .setExpectedDate(ValueMapper.toDate(inbound.day()))
        .setExpected(inbound.expected())
        .setArrived(inbound.arrived())
        .setReserved(inbound.reserved())
        .build();
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
