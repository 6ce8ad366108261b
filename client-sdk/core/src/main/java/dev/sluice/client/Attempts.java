package dev.sluice.client;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches the attempts that gRPC makes of one call: counts them, keeps the last failure that says
 * something, and sees when a connection broke. Used by several threads at once.
 */
final class Attempts extends ClientStreamTracer.Factory {

  /** Codes that gRPC gives to a connection that broke, by the moment in which it does. */
  private static final Set<Code> BROKEN = Set.of(Code.UNAVAILABLE, Code.UNKNOWN, Code.INTERNAL);

  private final ObservedCall observed;
  private int count;
  private @Nullable Attempt last;
  private @Nullable Failure lastFailure;

  Attempts(ObservedCall observed) {
    this.observed = observed;
  }

  @Override
  public ClientStreamTracer newClientStreamTracer(
      ClientStreamTracer.StreamInfo info, Metadata headers) {
    synchronized (this) {
      count++;
      last = new Attempt(count);
      return last;
    }
  }

  /** How many were begun. */
  synchronized int count() {
    return count;
  }

  /** Address and port of the server that the last one went to. */
  synchronized Optional<String> server() {
    SocketAddress address =
        last == null || last.transport == null
            ? null
            : last.transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return address instanceof InetSocketAddress known && known.getAddress() != null
        ? Optional.of(known.getAddress().getHostAddress() + ":" + known.getPort())
        : Optional.empty();
  }

  /** The last one that failed by itself, neither by the deadline nor by the caller. */
  synchronized @Nullable Failure lastFailure() {
    return lastFailure;
  }

  /** Whether the last attempt ended without a word from the server, so that its fate is open. */
  synchronized boolean connectionBroke(Status status) {
    return last != null && !last.answered && BROKEN.contains(status.getCode());
  }

  /** Whether gRPC itself cannot repeat the last attempt, though the connection broke. */
  synchronized boolean brokeBeyondRetry(Status status) {
    return last != null
        && connectionBroke(status)
        && (last.begun || status.getCode() != Code.UNAVAILABLE);
  }

  private void failed(Attempt attempt, Status status) {
    switch (status.getCode()) {
      case OK, CANCELLED, DEADLINE_EXCEEDED -> {
        // Says nothing of the server.
      }
      default -> {
        synchronized (this) {
          lastFailure = new Failure(status, attempt.trailers);
        }
        String description = status.getDescription();
        observed.attemptFailed(
            attempt.number, status.getCode().name(), description == null ? "" : description);
      }
    }
  }

  /** What an attempt failed with. */
  record Failure(Status status, @Nullable Metadata trailers) {}

  private final class Attempt extends ClientStreamTracer {
    private final int number;
    private volatile @Nullable Attributes transport;
    private volatile boolean begun;
    private volatile boolean answered;
    private volatile @Nullable Metadata trailers;

    private Attempt(int number) {
      this.number = number;
    }

    @Override
    public void streamCreated(Attributes transportAttrs, Metadata headers) {
      transport = transportAttrs;
    }

    @Override
    public void inboundHeaders() {
      begun = true;
    }

    @Override
    public void inboundTrailers(Metadata received) {
      trailers = received;
      answered = true;
    }

    @Override
    public void streamClosed(Status status) {
      failed(this, status);
    }
  }
}
