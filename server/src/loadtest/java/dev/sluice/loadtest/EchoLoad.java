package dev.sluice.loadtest;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import dev.sluice.server.grpc.EchoServer;
import io.grpc.MethodDescriptor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Calls that do nothing, with requests as large as a {@link RouteLoad}'s. */
final class EchoLoad implements UnaryLoad<byte[], byte[]> {
  private static final MethodDescriptor<byte[], byte[]> METHOD =
      RawBytes.method(EchoServer.method());

  private final byte[] request;
  private final AtomicLong numbers = new AtomicLong();

  EchoLoad(int requestBytes) {
    // One field: its tag and length take three bytes where it is longer than 127.
    int content = Math.max(0, requestBytes - 3);
    this.request = BytesValue.of(ByteString.copyFrom(new byte[content])).toByteArray();
  }

  @Override
  public MethodDescriptor<byte[], byte[]> method() {
    return METHOD;
  }

  @Override
  public @Nullable Request<byte[]> next() {
    return new Request<>(numbers.getAndIncrement(), request);
  }

  @Override
  public void answered(Request<byte[]> request, byte[] response) {}
}
