package dev.sluice.server.cli;

import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {

  // Read by SluiceCli before the command line is parsed; here so that it is documented and
  // accepted.
  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      descriptionKey = "option.lang",
      order = 100,
      converter = LanguageConverter.class)
  String language = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      descriptionKey = "option.help",
      order = 101)
  boolean help;

  @Option(names = "--debug", descriptionKey = "option.debug", order = 102)
  boolean debug;

  /** Accepts zh and en, with or without a country. */
  static final class LanguageConverter implements picocli.CommandLine.ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (!value.matches("(?i)(zh|en)([-_].*)?")) {
        throw new picocli.CommandLine.TypeConversionException("zh, en");
      }
      return value;
    }
  }
}
