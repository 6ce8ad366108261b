package dev.sluice.server.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sluice.server.network.Carrier;
import dev.sluice.server.network.CarrierService;
import dev.sluice.server.network.CoverageRule;
import dev.sluice.server.network.Lane;
import dev.sluice.server.network.NetworkData;
import dev.sluice.server.network.Product;
import dev.sluice.server.network.Region;
import dev.sluice.server.network.RegionGroup;
import dev.sluice.server.network.Tariff;
import dev.sluice.server.network.Warehouse;
import dev.sluice.server.routing.ShareNumbers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** What many decisions saw alike, as deflated JSON that is named by its hash. */
final class SnapshotJson {

  /** Into how many parts a network is taken apart. */
  static final int NETWORK_PARTS = 9;

  private static final int ID_BYTES = 16;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(new JsonFactory())
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private SnapshotJson() {}

  /**
   * Content and its name.
   *
   * @param id hash of what is in it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Packed(byte[] id, byte[] content) {
    /** The beginning of the hash. */
    long shortId() {
      return ByteBuffer.wrap(id).getLong();
    }
  }

  static List<Packed> write(NetworkData data) {
    return Stream.of(
            data.regions(),
            data.regionGroups(),
            data.warehouses(),
            data.carriers(),
            data.carrierServices(),
            data.tariffs(),
            data.lanes(),
            data.coverage(),
            data.products())
        .map(SnapshotJson::pack)
        .toList();
  }

  static NetworkData readNetwork(List<byte[]> parts) {
    return new NetworkData(
        List.of(read(parts.get(0), Region[].class)),
        List.of(read(parts.get(1), RegionGroup[].class)),
        List.of(read(parts.get(2), Warehouse[].class)),
        List.of(read(parts.get(3), Carrier[].class)),
        List.of(read(parts.get(4), CarrierService[].class)),
        List.of(read(parts.get(5), Tariff[].class)),
        List.of(read(parts.get(6), Lane[].class)),
        List.of(read(parts.get(7), CoverageRule[].class)),
        List.of(read(parts.get(8), Product[].class)));
  }

  static Packed write(ShareNumbers shares) {
    return pack(shares);
  }

  static ShareNumbers readShares(byte[] content) {
    return read(content, ShareNumbers.class);
  }

  private static <T> T read(byte[] content, Class<T> type) {
    try (InputStream json = new InflaterInputStream(new ByteArrayInputStream(content))) {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "A snapshot of " + type.getSimpleName() + " cannot be read", e);
    }
  }

  private static Packed pack(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    MessageDigest digest = sha256();
    try (OutputStream json =
        new DigestOutputStream(new DeflaterOutputStream(bytes, deflater), digest)) {
      MAPPER.writeValue(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException("A snapshot cannot be written", e);
    } finally {
      deflater.end();
    }
    return new Packed(Arrays.copyOf(digest.digest(), ID_BYTES), bytes.toByteArray());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
