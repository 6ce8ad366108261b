package dev.sluice.rules.guard.vocabulary;

import java.util.List;

/** What a number counts; the unit may follow the number in a sentence. */
public enum Unit {
  /** A plain number. */
  NONE(List.of(), List.of()),
  /** From 0 to 1. */
  RATIO(List.of(), List.of()),
  YUAN(List.of("yuan"), List.of("元")),
  MINUTES(List.of("minutes", "minute"), List.of("分钟")),
  HOURS(List.of("hours", "hour"), List.of("小时")),
  KILOMETRES(List.of("km"), List.of("公里")),
  GRAMS(List.of("grams", "gram"), List.of("克"));

  private final List<String> english;
  private final List<String> chinese;

  Unit(List<String> english, List<String> chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /** Every way to write it, the usual one first. */
  public List<String> phrases(Language language) {
    return language == Language.ENGLISH ? english : chinese;
  }
}
