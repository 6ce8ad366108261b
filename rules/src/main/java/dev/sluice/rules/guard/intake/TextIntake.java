package dev.sluice.rules.guard.intake;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Layer;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes text of a file's bytes; refuses sizes, encodings and characters that hide something. */
final class TextIntake {
  static final int MAX_FILE_BYTES = 256 * 1024;

  private static final int MAX_NESTING = 32;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Findings findings;

  TextIntake(Findings findings) {
    this.findings = findings;
  }

  /** The text; empty when there is none to judge. */
  Optional<String> read(String path, byte[] bytes) {
    if (bytes.length > MAX_FILE_BYTES) {
      findings.refuse(
          Refusal.INTAKE_SIZE,
          Place.of(path),
          "",
          Wording.of(
              "The file is larger than %d KiB. Maybe split it?",
              "文件超过 %d KiB。请拆成几个文件。", MAX_FILE_BYTES / 1024));
    }
    boolean judges = findings.judges(Layer.INTAKE);
    var decoded = decode(StandardCharsets.UTF_8, bytes);
    if (judges && bytes.length > MAX_FILE_BYTES) {
      return Optional.empty();
    }
    if (decoded.isEmpty()) {
      findings.refuse(
          Refusal.INTAKE_ENCODING,
          Place.of(path),
          "",
          Wording.of("The file is not UTF-8. %s", "文件不是 UTF-8 编码。%s", encodingAdvice(bytes)));
    }
    if (judges && decoded.isEmpty()) {
      return Optional.empty();
    }
    var text = decoded.orElseGet(() -> new String(bytes, StandardCharsets.UTF_8));
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    characters(path, text);
    if (!path.endsWith(".yaml")) {
      nesting(path, text);
    }
    return Optional.of(text);
  }

  private static Optional<String> decode(Charset charset, byte[] bytes) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Wording encodingAdvice(byte[] bytes) {
    boolean wide = startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE);
    if (wide) {
      return new Wording(
          "Maybe it was saved as UTF-16? Save it as UTF-8.", "是否存成了 UTF-16？请另存为 UTF-8。");
    }
    return decode(Charset.forName("GBK"), bytes).isPresent()
        ? new Wording("Maybe it was saved as GBK? Save it as UTF-8.", "是否存成了 GBK？请另存为 UTF-8。")
        : new Wording("Maybe it is no text, or only half of it was written?", "是否不是文本，或只写了一半？");
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length > 1 && bytes[0] == (byte) first && bytes[1] == (byte) second;
  }

  private void characters(String path, String text) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      var place = Place.of(path, line, i - lineStart + 1);
      if (c == '\n') {
        line++;
        lineStart = i + 1;
      } else if (Character.isISOControl(c) && c != '\t' && c != '\r') {
        findings.refuse(
            Refusal.INTAKE_CONTROL_CHARACTER,
            place,
            code(c),
            Wording.of(
                "Found the control character %s. Maybe it was pasted? Type the line anew.",
                "有控制字符 %s。是否是粘贴来的？请重新输入这一行。", code(c)));
        return;
      } else if (Character.getType(c) == Character.FORMAT) {
        findings.refuse(
            Refusal.INTAKE_BIDIRECTIONAL,
            place,
            code(c),
            Wording.of(
                "Found the invisible character %s, which can make text look like another. Maybe it"
                    + " was pasted? Type the line anew.",
                "有看不见的字符 %s，它会让文字看起来像别的内容。是否是粘贴来的？请重新输入这一行。", code(c)));
        return;
      } else if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == 'u') {
        findings.refuse(
            Refusal.INTAKE_UNICODE_ESCAPE,
            place,
            "\\u",
            new Wording("Found `\\u`. Maybe write the character itself?", "有 `\\u`。请直接写出这个字符。"));
        return;
      }
    }
  }

  private static String code(char c) {
    return "U+%04X".formatted((int) c);
  }

  /** Counts open parentheses outside texts and comments of one line. */
  private void nesting(String path, String text) {
    int depth = 0;
    int line = 0;
    for (var content : (Iterable<String>) text.lines()::iterator) {
      line++;
      boolean quoted = false;
      for (int i = 0; i < content.length(); i++) {
        char c = content.charAt(i);
        if (c == '"') {
          quoted = !quoted;
        } else if (!quoted && content.startsWith("//", i)) {
          break;
        } else if (!quoted && "([{（".indexOf(c) >= 0) {
          depth++;
        } else if (!quoted && ")]}）".indexOf(c) >= 0) {
          depth = Math.max(0, depth - 1);
        }
        if (depth > MAX_NESTING) {
          findings.refuse(
              Refusal.INTAKE_NESTING,
              Place.of(path, line, i + 1),
              String.valueOf(c),
              Wording.of(
                  "Parentheses are nested more than %d deep here. Maybe some are not closed?",
                  "此处括号嵌套超过 %d 层。是否有括号没有闭合？", MAX_NESTING));
          return;
        }
      }
    }
  }
}
