package dev.sluice.rules.guard.read;

import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.vocabulary.Keyword;
import dev.sluice.rules.guard.vocabulary.Language;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Walks over one rule written in sentences. At each place the longest phrase counts that may stand
 * there; what might have stood at the furthest place reached is remembered for messages.
 */
final class SentenceText {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?[A-Za-z_]*");
  private static final Pattern PLAIN_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,9})?");
  private static final Map<Character, Character> QUOTES = Map.of('"', '"', '“', '”', '「', '」');
  private static final int MAX_TERMS = 200;

  /** How messages describe what is no phrase. */
  static final String A_NUMBER = "a number";

  static final String A_TEXT = "a text in quotes";

  private final String path;
  private final String text;
  private final int start;
  private final int firstLine;
  private final int end;
  private final Findings findings;
  private final Map<String, String> expected = new LinkedHashMap<>();
  private Language language = Language.ENGLISH;
  private int at;
  private int terms;
  private int furthest;

  /** Where the reading was, to go back to. */
  record Mark(int at, int terms) {}

  /**
   * @param start of the rule in the file
   * @param firstLine its line
   * @param end behind the rule
   */
  SentenceText(String path, String text, int start, int firstLine, int end, Findings findings) {
    this.path = path;
    this.text = text;
    this.start = start;
    this.firstLine = firstLine;
    this.at = start;
    this.end = end;
    this.findings = findings;
    this.furthest = start;
  }

  void setLanguage(Language language) {
    this.language = language;
  }

  Language language() {
    return language;
  }

  boolean isChinese() {
    return language == Language.CHINESE;
  }

  Mark mark() {
    return new Mark(at, terms);
  }

  void back(Mark mark) {
    at = mark.at();
    terms = mark.terms();
  }

  /** The place of what comes next. */
  Place place() {
    skipSpace();
    return place(at);
  }

  Place place(int offset) {
    int line = firstLine;
    int lineStart = text.lastIndexOf('\n', start - 1) + 1;
    for (int i = start; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return Place.of(path, line, offset - lineStart + 1);
  }

  /** What stands between a place reached before and this one, in one line and without quotes. */
  String since(Mark mark) {
    return text.substring(mark.at(), at)
        .replaceAll("[\"“”「」\\\\]", "")
        .strip()
        .replaceAll("\\s+", " ");
  }

  boolean atEnd() {
    skipSpace();
    return at >= end;
  }

  /** Takes the phrase when it comes next. */
  boolean skip(String phrase) {
    expect(phrase, phrase);
    int behind = match(phrase);
    if (behind >= 0) {
      at = behind;
    }
    return behind >= 0;
  }

  /** Takes the keyword, in the longest way it is written here. */
  boolean skip(Keyword keyword) {
    int behind = -1;
    for (var phrase : keyword.phrases(language)) {
      expect(phrase, keyword.phrases(language).get(0));
      behind = Math.max(behind, match(phrase));
    }
    if (behind >= 0) {
      at = behind;
    }
    return behind >= 0;
  }

  void require(String phrase) {
    if (!skip(phrase)) {
      throw new SentenceMismatch();
    }
  }

  void require(Keyword keyword) {
    if (!skip(keyword)) {
      throw new SentenceMismatch();
    }
  }

  /** Takes the longest of these phrases, and gives what it stands for. */
  <T> T longest(Map<String, T> phrases) {
    skipSpace();
    int behind = -1;
    Optional<T> found = Optional.empty();
    for (var phrase : phrases.entrySet()) {
      int one = match(phrase.getKey());
      if (one > behind) {
        behind = one;
        found = Optional.of(phrase.getValue());
      }
    }
    if (at >= furthest) {
      expect(phrases);
    }
    if (found.isPresent()) {
      at = behind;
    }
    return found.orElseThrow(SentenceMismatch::new);
  }

  /** Takes one of these characters. */
  boolean skipAny(String characters) {
    skipSpace();
    boolean is = at < end && characters.indexOf(text.charAt(at)) >= 0;
    if (is) {
      at++;
    }
    return is;
  }

  /** A text in quotes; of what kind they are does not matter. */
  Optional<String> quoted() {
    expect("", A_TEXT);
    var close = at < end ? QUOTES.get(text.charAt(at)) : null;
    if (close == null) {
      return Optional.empty();
    }
    int from = at + 1;
    int to = from;
    while (to < end && text.charAt(to) != close && text.charAt(to) != '\n') {
      to++;
    }
    var content = text.substring(from, to);
    if (to >= end || text.charAt(to) == '\n') {
      throw refused(
          Refusal.STRUCTURE_UNFINISHED,
          text.substring(at, to),
          Wording.of(
              "The text that starts here does not end on its line. Maybe a quote is missing?",
              "从这里开始的文字在本行内没有结束。是否漏写了引号？"));
    }
    if (content.indexOf('\\') >= 0) {
      throw refused(
          Refusal.STRUCTURE_BACKSLASH,
          content,
          Wording.of(
              "Found a backslash in a text. Texts are taken as they stand. Maybe leave it out?",
              "文字中有反斜杠。文字按原样使用，请去掉反斜杠。"));
    }
    if (content.indexOf('"') >= 0) {
      throw refused(
          Refusal.STRUCTURE_SENTENCE,
          content,
          Wording.of(
              "Found a quote within a text. Maybe leave it out, or use 《》?", "文字中间有引号。请去掉，或改用《》。"));
    }
    count();
    at = to + 1;
    return Optional.of(content);
  }

  /** A number, with its sign. */
  Optional<String> number() {
    expect("", A_NUMBER);
    var matcher = NUMBER.matcher(text).region(at, end);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    var number = matcher.group();
    if (!PLAIN_NUMBER.matcher(number).matches()) {
      throw refused(
          Refusal.EXPRESSION_NUMBER,
          number,
          Wording.of(
              "Found `%s` where a number should stand: up to ten digits, no leading zero, and up to"
                  + " nine behind a point. Maybe write it out, like 0.85, with a space before a unit?",
              "此处应为数字，却写着 `%s`。数字最多十位，不以零开头，小数点后最多九位，例如 0.85；" + "数字与单位之间请留空格。", number));
    }
    count();
    at = matcher.end();
    return Optional.of(number);
  }

  /** What matches here, whatever it means; for names and dates. */
  Optional<String> take(Pattern pattern) {
    skipSpace();
    var matcher = pattern.matcher(text).region(at, end);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher.group());
  }

  /** Notes that something else might stand here. */
  void expect(String phrase, String shown) {
    skipSpace();
    if (at > furthest) {
      furthest = at;
      expected.clear();
    }
    if (at == furthest) {
      expected.put(phrase, shown);
    }
  }

  private <T> void expect(Map<String, T> phrases) {
    Map<T, String> shown = new HashMap<>();
    phrases.forEach(
        (phrase, meaning) -> {
          shown.putIfAbsent(meaning, phrase);
          expect(phrase, shown.getOrDefault(meaning, phrase));
        });
  }

  /** One more thing that is compared or calculated. */
  void count() {
    if (++terms > MAX_TERMS) {
      throw refused(
          Refusal.STRUCTURE_SHAPE,
          "",
          Wording.of(
              "This rule compares and lists more than %d things. Maybe write several rules?",
              "这条规则比较和列举的内容超过 %d 项。请拆成几条规则。", MAX_TERMS));
    }
  }

  /** Refuses what comes next. */
  NotUnderstoodException refused(Refusal refusal, String found, Wording message) {
    return refused(place(), refusal, found, message);
  }

  /** Refuses what was read before. */
  NotUnderstoodException refused(Place place, Refusal refusal, String found, Wording message) {
    findings.refuse(refusal, place, found, message);
    return new NotUnderstoodException();
  }

  /** The first place that no way to read the rule got past. */
  int furthest() {
    return furthest;
  }

  /** What might have stood there: each phrase with the way to show it. */
  Map<String, String> expected() {
    return expected;
  }

  /** The rest of the rule from an offset. */
  String rest(int offset) {
    return text.substring(offset, end);
  }

  /** Where the phrase ends when it comes next; -1 when it does not. */
  private int match(String phrase) {
    skipSpace();
    return match(phrase, text, at, end);
  }

  /** Where a phrase at this place ends; -1 when it does not stand there. */
  static int match(String phrase, String text, int from, int end) {
    int i = from;
    for (int p = 0; p < phrase.length(); p++) {
      char wanted = phrase.charAt(p);
      if (wanted == ' ') {
        int space = i;
        while (i < end && Character.isWhitespace(text.charAt(i))) {
          i++;
        }
        if (i == space) {
          return -1;
        }
      } else if (i < end && same(wanted, text.charAt(i))) {
        i++;
      } else {
        return -1;
      }
    }
    boolean cutsWord =
        i < end && i > from && isLatin(text.charAt(i)) && isLatin(text.charAt(i - 1));
    return cutsWord ? -1 : i;
  }

  private static boolean same(char wanted, char found) {
    return Character.toLowerCase(wanted) == Character.toLowerCase(found == '’' ? '\'' : found);
  }

  private static boolean isLatin(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private void skipSpace() {
    while (at < end) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        int line = text.indexOf('\n', at);
        at = line < 0 ? end : Math.min(line, end);
      } else {
        return;
      }
    }
  }
}
