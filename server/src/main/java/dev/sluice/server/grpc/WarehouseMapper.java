package dev.sluice.server.grpc;

import static dev.sluice.server.grpc.ValueMapper.toMicros;
import static dev.sluice.server.grpc.ValueMapper.toMoney;

import com.google.type.Date;
import com.google.type.TimeOfDay;
import dev.sluice.routing.v1.CutOff;
import dev.sluice.routing.v1.DatedCutOff;
import dev.sluice.server.network.CapacityMeasure;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.network.WarehouseCalendar;
import dev.sluice.server.network.WarehouseKind;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Maps warehouses and their calendars in and out. */
public final class WarehouseMapper {

  private WarehouseMapper() {}

  /**
   * @param path of the warehouse within its request, to name what is wrong in its calendar
   * @throws RequestRefusedException when the calendar names no time zone, date or weekday
   */
  static Warehouse toWarehouse(dev.sluice.routing.v1.Warehouse warehouse, String path) {
    return new Warehouse(
        warehouse.getWarehouseId(),
        warehouse.getName(),
        warehouse.getNameEn(),
        toKind(warehouse.getKind()),
        warehouse.getRegionCode(),
        ValueMapper.toLatLng(warehouse.getLocation()),
        NetworkMapper.toState(warehouse.getState()),
        toMeasure(warehouse.getCapacityMeasure()),
        warehouse.getDailyCapacity(),
        toCalendar(warehouse.getCalendar(), warehouse.getWarehouseId(), path + ".calendar"),
        warehouse.getProcessingMinutes(),
        toMicros(warehouse.getHandlingPerUnit()),
        toMicros(warehouse.getHandlingPerShipment()),
        warehouse.getPacksFragile(),
        warehouse.getColdRoom(),
        warehouse.getSecureCage(),
        warehouse.getInspectsReturns(),
        Set.copyOf(warehouse.getCustomersList()),
        warehouse.hasFullProcessingMinutes()
            ? OptionalInt.of(warehouse.getFullProcessingMinutes())
            : OptionalInt.empty(),
        warehouse.getOverflowDays());
  }

  public static dev.sluice.routing.v1.Warehouse toProto(Warehouse warehouse) {
    dev.sluice.routing.v1.Warehouse.Builder proto = base(warehouse);
    warehouse.fullProcessingMinutes().ifPresent(proto::setFullProcessingMinutes);
    return proto.build();
  }

  private static dev.sluice.routing.v1.Warehouse.Builder base(Warehouse warehouse) {
    return dev.sluice.routing.v1.Warehouse.newBuilder()
        .setWarehouseId(warehouse.id())
        .setName(warehouse.name())
        .setNameEn(warehouse.nameEn())
        .setKind(
            dev.sluice.routing.v1.WarehouseKind.valueOf(
                "WAREHOUSE_KIND_" + warehouse.kind().name()))
        .setRegionCode(warehouse.regionCode())
        .setLocation(ValueMapper.toProto(warehouse.location()))
        .setState(NetworkMapper.toProto(warehouse.state()))
        .setCapacityMeasure(toProto(warehouse.capacityMeasure()))
        .setDailyCapacity(warehouse.dailyCapacity())
        .setCalendar(toProto(warehouse.calendar()))
        .setProcessingMinutes(warehouse.processingMinutes())
        .setHandlingPerUnit(toMoney(warehouse.handlingPerUnitMicros()))
        .setHandlingPerShipment(toMoney(warehouse.handlingPerShipmentMicros()))
        .setPacksFragile(warehouse.packsFragile())
        .setColdRoom(warehouse.coldRoom())
        .setSecureCage(warehouse.secureCage())
        .setInspectsReturns(warehouse.inspectsReturns())
        .addAllCustomers(new TreeSet<>(warehouse.customers()))
        .setOverflowDays(warehouse.overflowDays());
  }

  static dev.sluice.routing.v1.CapacityMeasure toProto(CapacityMeasure measure) {
    return dev.sluice.routing.v1.CapacityMeasure.valueOf("CAPACITY_MEASURE_" + measure.name());
  }

  private static WarehouseKind toKind(dev.sluice.routing.v1.WarehouseKind kind) {
    return WarehouseKind.valueOf(kind.name().substring("WAREHOUSE_KIND_".length()));
  }

  private static CapacityMeasure toMeasure(dev.sluice.routing.v1.CapacityMeasure measure) {
    return CapacityMeasure.valueOf(measure.name().substring("CAPACITY_MEASURE_".length()));
  }

  private static WarehouseCalendar toCalendar(
      dev.sluice.routing.v1.WarehouseCalendar calendar, String warehouseId, String path) {
    Map<DayOfWeek, LocalTime> cutOffs = new EnumMap<>(DayOfWeek.class);
    for (int i = 0; i < calendar.getCutOffsCount(); i++) {
      CutOff cutOff = calendar.getCutOffs(i);
      DayOfWeek day = DayOfWeek.of(cutOff.getWeekday().getNumber());
      LocalTime time = toTime(cutOff.getTime());
      @Nullable LocalTime other = cutOffs.put(day, time);
      if (other != null) {
        throw RequestRefusedException.invalidField(
            path + ".cut_offs[" + i + "]",
            twice(warehouseId, "cut_offs", day, time, other)
                + "one is meant for a single date: see dated_cut_offs.");
      }
    }
    return new WarehouseCalendar(
        toZone(calendar.getTimeZone(), warehouseId, path + ".time_zone"),
        calendar.getDayRollHour(),
        cutOffs,
        toDates(calendar.getHolidaysList(), path + ".holidays"),
        toDatedCutOffs(calendar, warehouseId, path));
  }

  private static Map<LocalDate, LocalTime> toDatedCutOffs(
      dev.sluice.routing.v1.WarehouseCalendar calendar, String warehouseId, String path) {
    Map<LocalDate, LocalTime> dated = new TreeMap<>();
    for (int i = 0; i < calendar.getDatedCutOffsCount(); i++) {
      DatedCutOff cutOff = calendar.getDatedCutOffs(i);
      String field = path + ".dated_cut_offs[" + i + "]";
      LocalDate day = toDate(cutOff.getDate(), field + ".date");
      LocalTime time = toTime(cutOff.getTime());
      @Nullable LocalTime other = dated.put(day, time);
      if (other != null) {
        throw RequestRefusedException.invalidField(
            field, twice(warehouseId, "dated_cut_offs", day, time, other) + "one is left over.");
      }
    }
    return dated;
  }

  private static String twice(
      String warehouseId, String field, Object day, LocalTime time, LocalTime other) {
    return "warehouse '%s': %s is '%s %s', but %s has one at %s already\nMaybe "
        .formatted(warehouseId, field, day, time, day, other);
  }

  private static LocalTime toTime(TimeOfDay time) {
    return LocalTime.of(time.getHours(), time.getMinutes());
  }

  private static dev.sluice.routing.v1.WarehouseCalendar toProto(WarehouseCalendar calendar) {
    dev.sluice.routing.v1.WarehouseCalendar.Builder proto =
        dev.sluice.routing.v1.WarehouseCalendar.newBuilder()
            .setTimeZone(calendar.zone().getId())
            .setDayRollHour(calendar.dayRollHour());
    for (DayOfWeek day : DayOfWeek.values()) {
      LocalTime time = calendar.cutOffs().get(day);
      if (time != null) {
        proto.addCutOffs(
            CutOff.newBuilder()
                .setWeekday(com.google.type.DayOfWeek.forNumber(day.getValue()))
                .setTime(
                    TimeOfDay.newBuilder().setHours(time.getHour()).setMinutes(time.getMinute())));
      }
    }
    new TreeSet<>(calendar.holidays()).forEach(date -> proto.addHolidays(ValueMapper.toDate(date)));
    new TreeMap<>(calendar.datedCutOffs())
        .forEach(
            (date, time) ->
                proto.addDatedCutOffs(
                    DatedCutOff.newBuilder()
                        .setDate(ValueMapper.toDate(date))
                        .setTime(
                            TimeOfDay.newBuilder()
                                .setHours(time.getHour())
                                .setMinutes(time.getMinute()))));
    return proto.build();
  }

  private static ZoneId toZone(String zone, String warehouseId, String path) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw RequestRefusedException.invalidField(
          path,
          "warehouse '%s': time_zone is '%s', which is none\nMaybe Asia/Shanghai was meant."
              .formatted(warehouseId, zone));
    }
  }

  static Set<LocalDate> toDates(List<Date> dates, String path) {
    Set<LocalDate> days = new TreeSet<>();
    for (int i = 0; i < dates.size(); i++) {
      days.add(toDate(dates.get(i), path + "[" + i + "]"));
    }
    return days;
  }

  static LocalDate toDate(Date date, String path) {
    try {
      return ValueMapper.toLocalDate(date);
    } catch (DateTimeException e) {
      throw RequestRefusedException.invalidField(
          path,
          "is '%d-%02d-%02d', which is no day of the calendar\n"
                  .formatted(date.getYear(), date.getMonth(), date.getDay())
              + "Maybe the month is shorter, or day and month are swapped.");
    }
  }
}
