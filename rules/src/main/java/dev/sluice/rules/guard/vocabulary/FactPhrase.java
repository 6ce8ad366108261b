package dev.sluice.rules.guard.vocabulary;

/**
 * How sentences name a kind of fact.
 *
 * @param fact as rules write it
 * @param english one of them
 * @param plural several of them, in English
 * @param chinese one or several of them
 */
public record FactPhrase(String fact, String english, String plural, String chinese) {

  /** One of them. */
  public String noun(Language language) {
    return language == Language.ENGLISH ? english : chinese;
  }
}
