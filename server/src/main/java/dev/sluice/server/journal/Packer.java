package dev.sluice.server.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Packs numbers into few bytes: small ones take one byte. {@link Unpacker} reads them back. */
public final class Packer {

  private static final int MAX_BYTES_OF_LONG = 10;

  private byte[] bytes = new byte[512];
  private int size;

  /** Any number; small ones of 0 or more take the least room. */
  public void put(long number) {
    reserve(MAX_BYTES_OF_LONG);
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Any number; those near 0 take the least room. */
  public void putSigned(long number) {
    put(number << 1 ^ number >> 63);
  }

  /** Four bytes, whatever the number. */
  public void putFixed(int number) {
    reserve(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (number >>> shift);
    }
  }

  /** In UTF-8, after its length. */
  public void putText(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    put(encoded.length);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  /** What was put so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
