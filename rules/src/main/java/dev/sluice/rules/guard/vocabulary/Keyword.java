package dev.sluice.rules.guard.vocabulary;

import java.util.Arrays;
import java.util.List;

/** The words of sentences that belong to no fact: each with every way to write it. */
public enum Keyword {
  RULE("rule", "规则"),
  FROM("from", "自"),
  FROM_END("", "起"),
  UNTIL("until", "至"),
  UNTIL_END("", "止"),
  DISABLED("disabled", "停用"),
  IF("if", "如果|若"),
  THEN("then", "则|那么"),
  ALWAYS("always", "总是"),
  AND("and", "并且|而且|且"),
  OR("or", "或者|或"),
  THERE_IS("there is|there are", "存在"),
  THERE_IS_NO("there is no|there are no", "不存在"),
  /** Before a noun that is spoken of for the first time, or again. */
  A("a|an|the", ""),
  THE("the", "该"),
  EVERY("every", "每个|所有"),
  OF("'s", "的"),
  ITS("its|their", "其"),
  IT("it|they", ""),
  THAT("that", ""),
  WHOSE("whose", ""),
  BECAUSE("because", "原因"),

  ABOVE("is above|are above|is more than|are more than", "大于|高于|超过"),
  BELOW("is below|are below|is less than|are less than", "小于|低于"),
  AT_LEAST("is at least|are at least", "至少|不小于|不低于"),
  AT_MOST("is at most|are at most", "至多|不大于|不超过"),
  IS("is|are", "是|为|等于"),
  IS_NOT("is not|are not", "不是|不为|不等于"),
  AMONG("is one of|are one of", "属于"),
  NOT_AMONG("is none of|are none of", "不属于"),
  EMPTY("is empty|are empty", "为空"),
  NOT_EMPTY("is not empty|are not empty", "不为空"),
  STARTS_WITH("starts with|start with", "开头是"),
  CONTAINS("contains|contain", "包含"),
  CONTAINS_NOT("does not contain|do not contain", "不包含");

  private final List<String> english;
  private final List<String> chinese;

  Keyword(String english, String chinese) {
    this.english = alternatives(english);
    this.chinese = alternatives(chinese);
  }

  private static List<String> alternatives(String phrases) {
    return Arrays.stream(phrases.split("\\|")).filter(one -> !one.isEmpty()).toList();
  }

  /** Every way to write it, the usual one first; empty where the language has no such word. */
  public List<String> phrases(Language language) {
    return language == Language.ENGLISH ? english : chinese;
  }
}
