package dev.sluice.client.testing;

import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a call ends.
 *
 * @param answer null when it failed or its answer was lost
 * @param error null unless it failed
 * @param delay it leaves so much later
 */
record Reply<T>(@Nullable T answer, @Nullable Status error, Duration delay) {

  /** Whether the connection breaks instead of an answer. */
  boolean isLost() {
    return answer == null && error == null;
  }

  /** What it failed with. */
  Status requireError() {
    return Objects.requireNonNull(error, "The call did not fail");
  }

  /** What the caller gets who gets no answer; of a broken connection no word of the server's. */
  StatusRuntimeException failure() {
    return error == null
        ? io.grpc.Status.UNAVAILABLE
            .withDescription("Connection reset by peer")
            .asRuntimeException()
        : StatusProto.toStatusRuntimeException(error);
  }

  /** Sends it when its time has come; until then no thread waits. */
  void afterDelay(Runnable send) {
    if (delay.isZero()) {
      send.run();
    } else {
      CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(send);
    }
  }
}
