package dev.sluice.rules.compile;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the engine's compiler made of rule files of one stage that were compiled together: classes
 * in a package of their own.
 *
 * @param ruleIds of each file, by its key
 * @param modelClass the one that describes the rules to the engine, with `.`
 * @param classes bytecode by path, such as `dev/sluice/rules/catalog/b1/Rules.class`
 */
record CompiledBatch(
    SortedMap<String, List<String>> ruleIds, String modelClass, SortedMap<String, byte[]> classes) {

  private static final int MAX_ENTRIES = 100_000;
  private static final int MAX_CLASS_BYTES = 10_000_000;

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(ruleIds.size());
      for (Map.Entry<String, List<String>> file : ruleIds.entrySet()) {
        out.writeUTF(file.getKey());
        out.writeInt(file.getValue().size());
        for (var id : file.getValue()) {
          out.writeUTF(id);
        }
      }
      out.writeUTF(modelClass);
      out.writeInt(classes.size());
      for (Map.Entry<String, byte[]> one : classes.entrySet()) {
        out.writeUTF(one.getKey());
        out.writeInt(one.getValue().length);
        out.write(one.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * What {@link #toBytes} wrote.
   *
   * @throws IOException when it was something else
   */
  static CompiledBatch read(InputStream bytes) throws IOException {
    var in = new DataInputStream(bytes);
    var ruleIds = readRuleIds(in);
    var modelClass = in.readUTF();
    SortedMap<String, byte[]> classes = new TreeMap<>();
    for (int left = readLength(in, MAX_ENTRIES); left > 0; left--) {
      var path = in.readUTF();
      var content = in.readNBytes(readLength(in, MAX_CLASS_BYTES));
      classes.put(path, content);
    }
    return new CompiledBatch(ruleIds, modelClass, classes);
  }

  /** Its beginning only. */
  static SortedMap<String, List<String>> readRuleIds(InputStream bytes) throws IOException {
    var in = new DataInputStream(bytes);
    SortedMap<String, List<String>> ruleIds = new TreeMap<>();
    for (int files = readLength(in, MAX_ENTRIES); files > 0; files--) {
      var key = in.readUTF();
      List<String> ids = new ArrayList<>();
      for (int left = readLength(in, MAX_ENTRIES); left > 0; left--) {
        ids.add(in.readUTF());
      }
      ruleIds.put(key, ids);
    }
    return ruleIds;
  }

  private static int readLength(DataInputStream in, int atMost) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > atMost) {
      throw new IOException("A length of " + length + ", at most " + atMost + " belongs here");
    }
    return length;
  }
}
