package dev.sluice.server.journal;

import java.nio.charset.StandardCharsets;

/** Reads back what a {@link Packer} packed, in the same order. */
final class Unpacker {

  private final byte[] bytes;
  private int position;

  Unpacker(byte[] bytes) {
    this.bytes = bytes;
  }

  long get() {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = nextByte();
      number |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new UnreadableRecordException("a number has no end at byte " + position);
  }

  int getInt() {
    long number = get();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new UnreadableRecordException(number + " is no count");
    }
    return (int) number;
  }

  long getSigned() {
    long number = get();
    return number >>> 1 ^ -(number & 1);
  }

  int getFixed() {
    int number = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      number = (number << 8) | (nextByte() & 0xFF);
    }
    return number;
  }

  String getText() {
    int length = getInt();
    if (length > bytes.length - position) {
      throw new UnreadableRecordException("a text of " + length + " bytes is cut off");
    }
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** Checks that nothing is left over. */
  void end() {
    if (position != bytes.length) {
      throw new UnreadableRecordException(bytes.length - position + " bytes are left over");
    }
  }

  private byte nextByte() {
    if (position >= bytes.length) {
      throw new UnreadableRecordException("it ends after byte " + position);
    }
    return bytes[position++];
  }
}
