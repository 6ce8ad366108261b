package dev.sluice.rules.guard.read;

import dev.sluice.rules.RuleSources.SourceFile;
import dev.sluice.rules.Stage;
import dev.sluice.rules.guard.Findings;
import dev.sluice.rules.guard.Refusal;
import dev.sluice.rules.guard.tree.Place;
import dev.sluice.rules.guard.tree.RuleTree;
import dev.sluice.rules.guard.vocabulary.Keyword;
import dev.sluice.rules.guard.vocabulary.Language;
import dev.sluice.rules.guard.vocabulary.Wording;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads rules that are written as sentences, each in Chinese or in English. */
public final class SentenceReader {
  private static final Pattern HEAD = Pattern.compile("(?m)^[\\s&&[^\\n]]*((?i:rule)(?=\\s)|规则)");
  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]*-[0-9]{1,6}");
  private static final Pattern LINE = Pattern.compile("[^\\n]*");
  private static final Pattern DATE = Pattern.compile("[0-9][0-9TZ:.+-]*");

  private final SourceFile source;
  private final Stage stage;
  private final Findings findings;
  private final List<RuleTree> rules = new ArrayList<>();

  /** What a rule's head says besides its name. */
  private record Head(
      String id,
      String sentence,
      boolean enabled,
      Optional<Instant> from,
      Optional<Instant> until) {}

  private SentenceReader(SourceFile source, Stage stage, Findings findings) {
    this.source = source;
    this.stage = stage;
    this.findings = findings;
  }

  /** Every rule of the file; in the place of what cannot be read, a text not understood. */
  public static List<RuleTree> read(SourceFile source, Stage stage, Findings findings) {
    var reader = new SentenceReader(source, stage, findings);
    reader.file();
    if (reader.rules.isEmpty()) {
      findings.refuse(
          Refusal.STRUCTURE_EMPTY_FILE,
          Place.of(source.path()),
          "",
          Wording.of(
              "The file holds no rule. Maybe it was saved too early?", "文件里没有规则。是否还没写完就保存了？"));
    }
    return List.copyOf(reader.rules);
  }

  private void file() {
    var text = source.text();
    List<Integer> starts = new ArrayList<>();
    var matcher = HEAD.matcher(text);
    while (matcher.find()) {
      starts.add(matcher.start());
    }
    int first = starts.isEmpty() ? text.length() : starts.get(0);
    var before = new SentenceText(source.path(), text, 0, 1, first, findings);
    if (!before.atEnd()) {
      var place = before.place();
      var line = before.take(LINE).orElse("");
      findings.refuse(
          Refusal.STRUCTURE_TOP_LEVEL,
          place,
          line,
          Wording.of(
              "Found %s where a rule should start. Allowed is `rule ID: what it is for`, or"
                  + " `规则 ID：用途`. Maybe the id is missing?",
              "此处应为一条规则的开头，却写着 %s。应写成 `规则 ID：用途` 或 `rule ID: what it is for`。" + "是否漏写了编号？",
              Findings.shown(line)));
      rules.add(RuleTree.notUnderstood(place, text.substring(0, first)));
    }
    int line = 1 + (int) text.substring(0, first).chars().filter(c -> c == '\n').count();
    for (int i = 0; i < starts.size(); i++) {
      int start = starts.get(i);
      int end = i + 1 < starts.size() ? starts.get(i + 1) : text.length();
      rules.add(rule(start, line, end));
      line += (int) text.substring(start, end).chars().filter(c -> c == '\n').count();
    }
  }

  private RuleTree rule(int start, int line, int end) {
    var text = new SentenceText(source.path(), source.text(), start, line, end, findings);
    var place = text.place();
    try {
      return rule(text, place);
    } catch (SentenceMismatch e) {
      SentenceAdvice.refuse(text, findings);
      return RuleTree.notUnderstood(place, text.rest(start));
    } catch (NotUnderstoodException e) {
      return RuleTree.notUnderstood(place, text.rest(start));
    }
  }

  private RuleTree rule(SentenceText text, Place place) {
    var head = head(text);
    var facts = new SentenceFacts(stage);
    var values = new SentenceValues(text, facts);
    new SentenceConditions(stage, text, facts, values).read();
    var verdicts = new SentenceVerdicts(stage, text, facts, values).read();
    facts.addSingleWhereEmpty(place);
    return new RuleTree(
        place,
        head.id(),
        head.sentence(),
        head.enabled(),
        head.from(),
        head.until(),
        facts.conditions(),
        verdicts,
        "",
        true);
  }

  /** `rule ID: sentence`, and below it whether and when the rule speaks. */
  private Head head(SentenceText text) {
    if (!text.skip(Keyword.RULE)) {
      text.setLanguage(Language.CHINESE);
      text.require(Keyword.RULE);
    }
    var named = text.place();
    var id = text.take(ID).orElse("");
    boolean colon = text.skipAny(":：");
    var sentence = text.take(LINE).orElse("").strip();
    if (!colon || RuleHeader.split(id + " " + sentence).isEmpty()) {
      findings.refuse(
          Refusal.STRUCTURE_NAME,
          named,
          id + " " + sentence,
          Wording.of(
              "Found %s where the rule's name should be. Allowed is an id, a colon and a sentence of"
                  + " letters, digits, spaces and . _ : - , ' %%. Maybe write it like"
                  + " `ELIG-010: Fragile goods need certified carriers`?",
              "此处应为规则的名称，却写着 %s。应为编号、冒号和一句话，这句话只能用文字、数字、空格和"
                  + " . _ : - , ' %%。例如 `ELIG-010：易碎品须由有资质的快递承运`。",
              Findings.shown(id + (colon ? ": " : " ") + sentence)));
      throw new NotUnderstoodException();
    }
    boolean enabled = true;
    Optional<Instant> from = Optional.empty();
    Optional<Instant> until = Optional.empty();
    while (true) {
      if (text.skip(Keyword.DISABLED)) {
        enabled = false;
      } else if (from.isEmpty() && text.skip(Keyword.FROM)) {
        from = Optional.of(date(text, Keyword.FROM_END));
      } else if (until.isEmpty() && text.skip(Keyword.UNTIL)) {
        until = Optional.of(date(text, Keyword.UNTIL_END));
      } else {
        return new Head(id, sentence, enabled, from, until);
      }
    }
  }

  private static Instant date(SentenceText text, Keyword end) {
    var written = text.take(DATE).orElse("");
    try {
      var date = RuleHeader.instant(written);
      if (text.isChinese()) {
        text.require(end);
      }
      return date;
    } catch (DateTimeException e) {
      throw text.refused(
          Refusal.STRUCTURE_DATE,
          written,
          Wording.of(
              "Found `%s` where a date should be. Allowed is an ISO date. Maybe 2026-11-11, "
                  + "2026-11-11T20:00 (both China time) or 2026-11-11T20:00+08:00?",
              "此处应为日期，却写着 `%s`。日期应写成 2026-11-11、2026-11-11T20:00（均为北京时间）"
                  + "或 2026-11-11T20:00+08:00。",
              written));
    }
  }
}
