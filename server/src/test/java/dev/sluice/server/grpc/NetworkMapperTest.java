package dev.sluice.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.type.Date;
import com.google.type.DayOfWeek;
import com.google.type.TimeOfDay;
import dev.sluice.routing.v1.Coverage;
import dev.sluice.routing.v1.CutOff;
import dev.sluice.routing.v1.Product;
import dev.sluice.routing.v1.WarehouseCalendar;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.TestNetworks;
import dev.sluice.server.network.Warehouse;
import org.junit.jupiter.api.Test;

class NetworkMapperTest {
  private static final NetworkData SMALL = TestNetworks.small();

  @Test
  void carriesMasterDataThereAndBack() {
    assertThat(SMALL.warehouses())
        .allSatisfy(
            one ->
                assertThat(WarehouseMapper.toWarehouse(WarehouseMapper.toProto(one), "w"))
                    .isEqualTo(one));
    assertThat(SMALL.carriers())
        .allSatisfy(
            one -> assertThat(NetworkMapper.toCarrier(NetworkMapper.toProto(one))).isEqualTo(one));
    assertThat(SMALL.carrierServices())
        .allSatisfy(
            one ->
                assertThat(NetworkMapper.toCarrierService(NetworkMapper.toProto(one), "service"))
                    .isEqualTo(one));
    assertThat(SMALL.tariffs())
        .allSatisfy(
            one -> assertThat(NetworkMapper.toTariff(NetworkMapper.toProto(one))).isEqualTo(one));
    assertThat(SMALL.regionGroups())
        .allSatisfy(
            one ->
                assertThat(NetworkMapper.toRegionGroup(NetworkMapper.toProto(one))).isEqualTo(one));
  }

  @Test
  void aProductOfWhichNothingIsSaidIsNotKnownToComeBack() {
    Product.Builder dress = Product.newBuilder().setSku("DRESS");

    assertThat(NetworkMapper.toProduct(dress.build()).returnRate()).isZero();
    assertThat(NetworkMapper.toProduct(dress.setReturnRate(0.62).build()).returnRate())
        .isEqualTo(0.62);
  }

  @Test
  void servesUnlessTheRegionIsExcluded() {
    Coverage serves = Coverage.newBuilder().setWarehouseId("HZ").build();
    Coverage excluded = serves.toBuilder().setExcluded(true).build();

    assertThat(NetworkMapper.toCoverage(serves).serves()).isTrue();
    assertThat(NetworkMapper.toCoverage(excluded).serves()).isFalse();
  }

  @Test
  void namesWhatIsWrongInACalendar() {
    WarehouseCalendar calendar = proto().getCalendar();
    CutOff monday =
        CutOff.newBuilder().setWeekday(DayOfWeek.MONDAY).setTime(TimeOfDay.newBuilder()).build();

    assertThat(refusedField(calendar.toBuilder().setTimeZone("Asia/Hangzhou").build()))
        .isEqualTo("w.calendar.time_zone");
    assertThat(
            refusedField(
                calendar.toBuilder().clearCutOffs().addCutOffs(monday).addCutOffs(monday).build()))
        .isEqualTo("w.calendar.cut_offs[1]");
    assertThat(
            refusedField(
                calendar.toBuilder()
                    .addHolidays(Date.newBuilder().setYear(2026).setMonth(2).setDay(30))
                    .build()))
        .isEqualTo("w.calendar.holidays[0]");
  }

  private static String refusedField(WarehouseCalendar calendar) {
    return catchThrowableOfType(
            RequestRefusedException.class,
            () ->
                WarehouseMapper.toWarehouse(proto().toBuilder().setCalendar(calendar).build(), "w"))
        .fields()
        .get(0)
        .field();
  }

  private static dev.sluice.routing.v1.Warehouse proto() {
    Warehouse warehouse = SMALL.warehouses().get(0);
    return WarehouseMapper.toProto(warehouse);
  }
}
