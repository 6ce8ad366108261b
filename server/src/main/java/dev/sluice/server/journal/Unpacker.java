package dev.sluice.server.journal;

import java.nio.charset.StandardCharsets;

/** Reads back what a {@link Packer} packed, in the same order. */
public final class Unpacker {

  private final byte[] bytes;
  private int position;

  /** Begins with the first byte. */
  public Unpacker(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * What {@link Packer#put} put.
   *
   * @throws UnreadableRecordException as everything here does, when there is no such thing
   */
  public long get() {
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

  /** The same where only a count, of 0 or more, was put. */
  public int getInt() {
    long number = get();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new UnreadableRecordException(number + " is no count");
    }
    return (int) number;
  }

  /** What {@link Packer#putSigned} put. */
  public long getSigned() {
    long number = get();
    return number >>> 1 ^ -(number & 1);
  }

  /** What {@link Packer#putFixed} put. */
  public int getFixed() {
    int number = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      number = (number << 8) | (nextByte() & 0xFF);
    }
    return number;
  }

  /** What {@link Packer#putText} put. */
  public String getText() {
    int length = getInt();
    if (length > bytes.length - position) {
      throw new UnreadableRecordException("a text of " + length + " bytes is cut off");
    }
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** Checks that nothing is left over. */
  public void end() {
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
