package dev.sluice.server.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/** Writes messages in protobuf's JSON form. */
final class Json {

  private Json() {}

  /** On one line, so that many make JSON lines. */
  static String line(MessageOrBuilder message) {
    return print(JsonFormat.printer().omittingInsignificantWhitespace(), message);
  }

  /** Indented, for reading. */
  static String pretty(MessageOrBuilder message) {
    return print(JsonFormat.printer(), message);
  }

  private static String print(JsonFormat.Printer printer, MessageOrBuilder message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A message of the contract has no JSON form", e);
    }
  }
}
