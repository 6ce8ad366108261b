package dev.sluice.server.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.routing.v1.Order;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads orders in protobuf's JSON form: one object, an array of them, or one after the other. */
final class OrderReader {

  /** As a file's name. */
  static final String STANDARD_INPUT = "-";

  private final Messages messages;
  private final String source;
  private final ObjectMapper json =
      new ObjectMapper(
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  /**
   * @param source the file's name, for messages
   */
  OrderReader(Messages messages, String source) {
    this.messages = messages;
    this.source = source;
  }

  /** Reads the orders of a file, or of the standard input. */
  static List<ReadOrder> readFile(CommandContext context, String file) {
    Messages messages = context.messages();
    boolean standardInput = file.equals(STANDARD_INPUT);
    try (Reader text =
        standardInput
            ? new InputStreamReader(context.terminal().in(), StandardCharsets.UTF_8)
            : Files.newBufferedReader(Path.of(file))) {
      return new OrderReader(messages, standardInput ? messages.text("route.stdin") : file)
          .read(text);
    } catch (NoSuchFileException e) {
      throw new CommandException(ExitCode.FINDINGS, messages.text("error.no-file", file), e);
    } catch (IOException e) {
      throw new CommandException(ExitCode.FINDINGS, messages.text("error.unreadable", file, e), e);
    }
  }

  /**
   * Reads to the end.
   *
   * @return every order in its place; one that is JSON but no order says so and the others stand
   * @throws CommandException when the text is no JSON or holds no order
   */
  List<ReadOrder> read(Reader text) {
    List<ReadOrder> orders = new ArrayList<>();
    try (JsonParser parser = json.createParser(text)) {
      boolean inArray = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY && !inArray) {
          inArray = true;
        } else if (token == JsonToken.END_ARRAY) {
          inArray = false;
        } else {
          int line = parser.currentTokenLocation().getLineNr();
          orders.add(order(parser.readValueAsTree(), line));
        }
      }
    } catch (JsonProcessingException e) {
      throw broken(e.getLocation(), withoutSource(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FINDINGS, messages.text("error.unreadable", source, String.valueOf(e)), e);
    }
    if (orders.isEmpty()) {
      throw new CommandException(ExitCode.FINDINGS, messages.text("route.no-orders", source));
    }
    return orders;
  }

  private ReadOrder order(JsonNode tree, int line) {
    if (!tree.isObject()) {
      return refused(line, "", messages.text("route.no-object", tree.getNodeType()));
    }
    // Also as RouteOrderRequest has it, so that one file serves this command and other clients.
    JsonNode node = tree.size() == 1 && tree.has("order") ? tree.get("order") : tree;
    String id = node.path("orderId").asText(node.path("order_id").asText(""));
    try {
      Order.Builder order = Order.newBuilder();
      JsonFormat.parser().merge(node.toString(), order);
      return new ReadOrder(line, id, Optional.of(order.build()), "");
    } catch (InvalidProtocolBufferException e) {
      return refused(line, id, String.valueOf(e.getMessage()));
    }
  }

  private ReadOrder refused(int line, String id, String problem) {
    return new ReadOrder(line, id, Optional.empty(), problem);
  }

  /** Jackson adds where it read from, which for a reader is noise. */
  private static String withoutSource(String message) {
    return message.replaceAll("(?s) ?\\((start marker at|for) .*|\\n.*", "");
  }

  private CommandException broken(JsonLocation place, String what) {
    return new CommandException(
        ExitCode.FINDINGS,
        messages.text("route.malformed", source, place.getLineNr(), place.getColumnNr(), what));
  }

  /**
   * One order of a file.
   *
   * @param line where it starts, from 1
   * @param id as far as it can be told
   * @param order empty when it is none
   * @param problem why it is none
   */
  record ReadOrder(int line, String id, Optional<Order> order, String problem) {}
}
