package dev.sluice.server.grpc;

import dev.sluice.server.network.LatLng;
import dev.sluice.server.routing.model.Order;
import dev.sluice.server.routing.model.OrderLine;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * SHA-256 over everything a caller sent with an order: the hold included, the sequence of lines and
 * attributes and the splitting of a SKU over lines not.
 *
 * <p>Fingerprints are stored and compared for as long as order ids are kept, so the encoding must
 * not change without a new version byte.
 */
final class Fingerprint {
  private static final int ENCODING_VERSION = 1;

  private Fingerprint() {}

  static String of(Order order, Optional<Duration> hold) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(ENCODING_VERSION);
      writeHeader(out, order);
      writeLines(out, order.lines());
      out.writeInt(order.attributes().size());
      for (String attribute : order.attributes()) {
        write(out, attribute);
      }
      write(out, hold.map(Fingerprint::asInstant));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(sha256(bytes.toByteArray()));
  }

  private static void writeHeader(DataOutputStream out, Order order) throws IOException {
    write(out, order.key().channel());
    write(out, order.key().orderId());
    write(out, order.store());
    write(out, order.host());
    write(out, order.liveSession());
    write(out, order.tier().name());
    write(out, order.serviceLevel().name());
    write(out, Optional.of(order.placedTime()));
    write(out, order.paidTime());
    write(out, order.latestShipTime());
    write(out, order.latestCollectionTime());
    write(out, order.deliverByTime());
    out.writeBoolean(order.delayAccepted());
    write(out, order.regionCode());
    writePlace(out, order.destination());
  }

  private static void writeLines(DataOutputStream out, List<OrderLine> lines) throws IOException {
    List<OrderLine> sorted = lines.stream().sorted(Comparator.comparing(OrderLine::sku)).toList();
    out.writeInt(sorted.size());
    for (OrderLine line : sorted) {
      write(out, line.sku());
      out.writeLong(line.quantity());
      out.writeLong(line.unitValueMicros());
      out.writeBoolean(line.presale());
      write(out, line.shipFromTime());
    }
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static void write(DataOutputStream out, Optional<Instant> time) throws IOException {
    out.writeBoolean(time.isPresent());
    if (time.isPresent()) {
      Instant instant = time.get();
      out.writeLong(instant.getEpochSecond());
      out.writeInt(instant.getNano());
    }
  }

  private static void writePlace(DataOutputStream out, Optional<LatLng> place) throws IOException {
    out.writeBoolean(place.isPresent());
    if (place.isPresent()) {
      // Adding 0.0 makes -0.0 and 0.0 the same place.
      out.writeDouble(place.get().latitude() + 0.0);
      out.writeDouble(place.get().longitude() + 0.0);
    }
  }

  private static Instant asInstant(Duration duration) {
    return Instant.EPOCH.plus(duration);
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
