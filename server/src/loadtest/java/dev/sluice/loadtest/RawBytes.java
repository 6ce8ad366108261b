package dev.sluice.loadtest;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Messages that are sent as they were encoded beforehand and received without decoding: what a
 * generator that shares the processors with the server can afford.
 */
public final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {

  private static final RawBytes MARSHALLER = new RawBytes();

  private RawBytes() {}

  /** The same method of the server, for bytes. */
  public static MethodDescriptor<byte[], byte[]> method(MethodDescriptor<?, ?> method) {
    return method.toBuilder(MARSHALLER, MARSHALLER).build();
  }

  @Override
  public InputStream stream(byte[] message) {
    return new ByteArrayInputStream(message);
  }

  @Override
  public byte[] parse(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
