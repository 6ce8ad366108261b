package dev.sluice.rules.guard.vocabulary;

/** A language that sentences are written in. */
public enum Language {
  ENGLISH,
  CHINESE
}
