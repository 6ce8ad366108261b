package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HousekeepingTest {
  private static final Duration PERIOD = Duration.ofMillis(1);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Housekeeping.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(logged);
  }

  @Test
  void warnsOfAChoreThatFailsAndDoesItAgain() throws InterruptedException {
    CountDownLatch twice = new CountDownLatch(2);
    try (Housekeeping housekeeping = new Housekeeping("test-housekeeping")) {
      housekeeping.every(
          PERIOD,
          "Sweeping",
          () -> {
            twice.countDown();
            throw new IllegalStateException("no broom");
          });
      twice.await();
    }

    assertThat(warnings()).isNotEmpty().first().asString().startsWith("Sweeping failed");
  }

  @Test
  void letsOrdersGoFirst() throws Exception {
    CompletableFuture<Integer> priority = new CompletableFuture<>();
    try (Housekeeping housekeeping = Housekeeping.behindOrders("test-housekeeping")) {
      housekeeping.soon(
          PERIOD, "Sweeping", () -> priority.complete(Thread.currentThread().getPriority()));

      assertThat(priority.get()).isLessThan(Thread.NORM_PRIORITY);
    }
  }

  @Test
  void doesNotWarnOfAChoreThatIsBeingStopped() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Housekeeping housekeeping = new Housekeeping("test-housekeeping");
    housekeeping.every(
        PERIOD,
        "Waiting",
        () -> {
          begun.countDown();
          new CountDownLatch(1).await();
        });
    begun.await();

    housekeeping.close();

    assertThat(warnings()).isEmpty();
  }

  private List<String> warnings() {
    return logged.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
