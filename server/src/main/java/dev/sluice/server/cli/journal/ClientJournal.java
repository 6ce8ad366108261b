package dev.sluice.server.cli.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.routing.v1.RoutingPlan;
import dev.sluice.server.ledger.Acknowledgement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A file of the answers a client got: one JSON object a line, with {@code time}, {@code channel},
 * {@code orderId}, {@code planId}, {@code revision} and {@code contentHash}. Safe for use by
 * several threads.
 */
public final class ClientJournal implements AutoCloseable {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Writer lines;

  private ClientJournal(Writer lines) {
    this.lines = lines;
  }

  /** Opens a journal that adds to what {@code file} holds already. */
  public static ClientJournal appendTo(Path file) throws IOException {
    return new ClientJournal(
        Files.newBufferedWriter(
            file,
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND,
            StandardOpenOption.WRITE));
  }

  /** What {@code plan}, as a server answered it, promises. */
  public static Acknowledgement acknowledgement(RoutingPlan plan, Instant time) {
    return new Acknowledgement(
        time,
        plan.getChannel(),
        plan.getOrderId(),
        plan.getPlanId(),
        plan.getRevision(),
        PlanContent.hash(plan));
  }

  /** Notes an answer that was received at {@code time}. It is on disk after {@link #flush}. */
  public void add(RoutingPlan plan, Instant time) throws IOException {
    String line = line(acknowledgement(plan, time)) + "\n";
    synchronized (lines) {
      lines.write(line);
    }
  }

  /** Hands everything noted so far to the operating system. */
  public void flush() throws IOException {
    synchronized (lines) {
      lines.flush();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (lines) {
      lines.close();
    }
  }

  /**
   * Reads a journal from its beginning. A last line without its end is what a client was writing
   * when it died, and is left out.
   *
   * @throws IOException also when a line is none of a journal; its message names file and line
   */
  public static void read(Path file, Consumer<Acknowledgement> reader) throws IOException {
    try (BufferedReader text = Files.newBufferedReader(file)) {
      long number = 1;
      String line = text.readLine();
      while (line != null) {
        String next = text.readLine();
        Acknowledgement parsed;
        try {
          parsed = parse(line);
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
          if (next == null && !endsWithNewline(file)) {
            return;
          }
          throw new IOException(
              "Line %d of %s is none of a client journal: %s".formatted(number, file, line), e);
        }
        reader.accept(parsed);
        line = next;
        number++;
      }
    }
  }

  private static boolean endsWithNewline(Path file) throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      channel.position(channel.size() - 1);
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.read(last) == 1 && last.get(0) == '\n';
    }
  }

  private static String line(Acknowledgement acknowledgement) {
    return MAPPER
        .createObjectNode()
        .put("time", acknowledgement.time().toString())
        .put("channel", acknowledgement.channel())
        .put("orderId", acknowledgement.orderId())
        .put("planId", acknowledgement.planId())
        .put("revision", acknowledgement.revision())
        .put("contentHash", acknowledgement.contentHash())
        .toString();
  }

  private static Acknowledgement parse(String line) throws JsonProcessingException {
    JsonNode fields = MAPPER.readTree(line);
    return new Acknowledgement(
        Instant.parse(fields.required("time").asText()),
        fields.required("channel").asText(),
        fields.required("orderId").asText(),
        fields.required("planId").asText(),
        fields.required("revision").asInt(),
        fields.required("contentHash").asText());
  }
}
