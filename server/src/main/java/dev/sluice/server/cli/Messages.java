package dev.sluice.server.cli;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The texts of one language; {@code {0}}, {@code {1}} ... stand for what varies. */
public final class Messages {

  private static final String BUNDLE = "dev.sluice.server.cli.messages";

  private final ResourceBundle bundle;
  private final Locale locale;

  private Messages(ResourceBundle bundle, Locale locale) {
    this.bundle = bundle;
    this.locale = locale;
  }

  /** English. */
  public static Messages english() {
    return in(Locale.ENGLISH);
  }

  /** Chinese. */
  public static Messages chinese() {
    return in(Locale.CHINESE);
  }

  /**
   * The language asked for, else that of SLUICE_LANG (the launcher's: the locale before it changed
   * the charset), LC_ALL, LC_MESSAGES or LANG, the first that is set; else English. SLUICE_LANG
   * comes before them: the launcher sets it where it has to replace a broken LC_ALL.
   *
   * @param language {@code zh}, {@code en}, or empty when not asked for
   */
  static Messages choose(String language, Map<String, String> environment) {
    String wanted = language;
    for (String name : new String[] {"SLUICE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
      if (wanted.isEmpty()) {
        wanted = environment.getOrDefault(name, "");
      }
    }
    return wanted.toLowerCase(Locale.ROOT).startsWith("zh") ? chinese() : english();
  }

  private static Messages in(Locale locale) {
    // Without a fallback: on a Chinese machine, English must not turn into Chinese.
    Control control = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
    return new Messages(ResourceBundle.getBundle(BUNDLE, locale, control), locale);
  }

  ResourceBundle bundle() {
    return bundle;
  }

  /** Whether these are the Chinese texts. */
  public boolean isChinese() {
    return locale.equals(Locale.CHINESE);
  }

  /**
   * The text of a key.
   *
   * @throws java.util.MissingResourceException when no text has this key
   */
  public String text(String key, Object... values) {
    String text = bundle.getString(key);
    // Plain replacement, not MessageFormat: its quoting eats the apostrophes of English.
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  /** The text of a word from a closed list, such as an enum's; the word itself when it has none. */
  public String word(String list, String word) {
    String key = list + "." + word;
    return bundle.containsKey(key) ? bundle.getString(key) : word;
  }
}
