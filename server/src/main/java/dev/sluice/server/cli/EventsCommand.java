package dev.sluice.server.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.server.config.ConfigOverrides;
import dev.sluice.server.ledger.OutboxEvent;
import dev.sluice.server.ledger.OutboxPosition;
import dev.sluice.server.ledger.counter.CounterKey;
import dev.sluice.server.ledger.counter.CounterKind;
import dev.sluice.server.postgres.OutboxFollower;
import dev.sluice.server.postgres.OutboxReader;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice events}: prints what happened to plans and counters, one JSON object a line. */
@Command(name = "events")
final class EventsCommand implements Callable<Integer> {

  private static final int BATCH = 500;
  private static final String BEGINNING = "beginning";
  private static final String NOW = "now";

  @Mixin private final SetupOptions setup = new SetupOptions();

  @Option(names = "--follow", descriptionKey = "events.follow")
  private boolean follow;

  @Option(
      names = "--from",
      paramLabel = "beginning|now|POSITION",
      descriptionKey = "events.from",
      defaultValue = BEGINNING)
  private String from = BEGINNING;

  @Option(names = "--limit", paramLabel = "COUNT", descriptionKey = "events.limit")
  private long limit = Long.MAX_VALUE;

  private final CommandContext context;
  private final ObjectMapper json = new ObjectMapper();

  EventsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<OutboxPosition> start = start();
    try (LedgerDatabase database =
            LedgerDatabase.open(context, setup.load(context, ConfigOverrides.none()).database());
        OutboxFollower follower = OutboxFollower.open(database::address, start)) {
      print(follower);
    }
    return ExitCode.OK;
  }

  private Optional<OutboxPosition> start() {
    if (from.equals(NOW)) {
      return Optional.empty();
    }
    if (from.equals(BEGINNING)) {
      return Optional.of(OutboxPosition.BEGINNING);
    }
    try {
      return Optional.of(OutboxPosition.parse(from));
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.USAGE, context.messages().text("events.bad-position", from), e);
    }
  }

  private void print(OutboxFollower follower) throws InterruptedException {
    PrintWriter out = context.terminal().out();
    long rest = limit;
    while (rest > 0) {
      int wanted = (int) Math.min(rest, BATCH);
      OutboxFollower.News news = follow ? follower.await(wanted) : follower.poll(wanted);
      news.lost().forEach(day -> out.println(line(day)));
      news.events().forEach(event -> out.println(line(event)));
      rest -= news.events().size();
      boolean readerIsGone = out.checkError();
      if (readerIsGone || (!follow && news.events().isEmpty())) {
        return;
      }
    }
  }

  private String line(OutboxReader.LostDay lost) {
    return json.createObjectNode()
        .put("event", "LOST")
        .put("day", lost.day().toString())
        .put("events", lost.events())
        .put("position", lost.last().toString())
        .toString();
  }

  private String line(OutboxEvent event) {
    ObjectNode line =
        json.createObjectNode().put("event", event.kind()).put("time", event.time().toString());
    event.plan().ifPresent(plan -> add(line, plan));
    event.shortfall().ifPresent(shortfall -> add(line, shortfall));
    if (!event.givenBack().isEmpty()) {
      ArrayNode givenBack = line.putArray("givenBack");
      event
          .givenBack()
          .forEach(
              units ->
                  givenBack.addObject().put("sku", units.sku()).put("quantity", units.quantity()));
    }
    if (!event.cause().isEmpty()) {
      line.put("cause", event.cause());
    }
    if (!event.requestId().isEmpty()) {
      line.put("requestId", event.requestId());
    }
    return line.put("position", event.position().toString()).toString();
  }

  private static void add(ObjectNode line, OutboxEvent.Plan plan) {
    line.put("planId", plan.planId());
    plan.key()
        .ifPresent(
            key ->
                line.put("channel", key.channel())
                    .put("orderId", key.orderId())
                    .put("revision", plan.revision()));
    ArrayNode shipments = line.putArray("shipments");
    for (OutboxEvent.Shipment shipment : plan.shipments()) {
      ObjectNode one = shipments.addObject().put("number", shipment.number());
      if (plan.key().isPresent()) {
        one.put("warehouseId", shipment.warehouseId()).put("carrierId", shipment.carrierId());
      }
    }
  }

  private static void add(ObjectNode line, OutboxEvent.Shortfall shortfall) {
    CounterKey counter = shortfall.counter();
    ObjectNode where =
        line.putObject("counter")
            .put("kind", counter.kind().name())
            .put("subject", counter.subject())
            .put("scope", counter.scope());
    if (counter.isOfStock()) {
      where.put("sku", counter.sku());
    }
    if (counter.kind() == CounterKind.INBOUND) {
      where.put("expectedDay", counter.expectedDay().toString());
    }
    if (!counter.day().equals(CounterKey.NO_DAY)) {
      where.put("day", counter.day().toString());
    }
    shortfall.amount().ifPresent(amount -> line.put("shortfall", amount));
  }
}
