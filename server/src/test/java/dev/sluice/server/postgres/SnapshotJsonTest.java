package dev.sluice.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.TestNetworks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/** Networks that decisions saw are read again, also those that earlier versions kept. */
class SnapshotJsonTest {
  private static final int WAREHOUSES = 2;
  private static final int SERVICES = 4;
  private static final int TARIFFS = 5;
  private static final int PRODUCTS = 8;

  private final NetworkData network = TestNetworks.small();

  @Test
  void whatIsWrittenIsRead() {
    assertThat(SnapshotJson.readNetwork(parts())).isEqualTo(network);
  }

  @Test
  void withoutCalendarsOfCarriersNothingElseIsMeant() throws IOException {
    List<byte[]> parts = parts();
    without(parts, WAREHOUSES, ",\"datedCutOffs\":\\{}");
    without(parts, WAREHOUSES, ",\"fullProcessingMinutes\":null,\"overflowDays\":0");
    without(
        parts,
        SERVICES,
        ",\"collectionHolidays\":\\[],\"deliveryDays\":\\[[^]]*],\"deliveryHolidays\":\\[]");
    without(parts, TARIFFS, ",\"free\":false");

    assertThat(SnapshotJson.readNetwork(parts)).isEqualTo(network);
  }

  @Test
  void withoutReturnRatesNothingIsKnownToComeBack() throws IOException {
    List<byte[]> parts = parts();
    without(parts, PRODUCTS, ",\"returnRate\":[0-9.]+");

    assertThat(SnapshotJson.readNetwork(parts).products())
        .extracting(Product::returnRate)
        .containsOnly(0.0);
  }

  private List<byte[]> parts() {
    return new ArrayList<>(
        SnapshotJson.write(network).stream().map(SnapshotJson.Packed::content).toList());
  }

  private static void without(List<byte[]> parts, int part, String properties) throws IOException {
    String json;
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(parts.get(part)))) {
      json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String older = json.replaceAll(properties, "");
    assertThat(older).as(json).isNotEqualTo(json);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(older.getBytes(StandardCharsets.UTF_8));
    }
    parts.set(part, bytes.toByteArray());
  }
}
