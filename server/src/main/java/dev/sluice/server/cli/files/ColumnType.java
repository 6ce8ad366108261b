package dev.sluice.server.cli.files;

/** How the values of a column are written. */
enum ColumnType {
  TEXT("text"),
  LIST("texts separated by `;`"),
  WORD("one of the listed words"),
  WORDS("listed words separated by `;`"),
  WHOLE_NUMBER("whole number"),
  DECIMAL("decimal number"),
  YUAN("yuan, at most 6 decimals"),
  YES_NO("yes or no"),
  DAYS("weekdays, `MON-FRI;SUN`"),
  CUT_OFFS("weekdays and local times, `MON-FRI 20:00; SAT 18:00`"),
  DATED_CUT_OFFS("dates and local times, `2026-11-11 23:30; 2026-12-31 12:00`"),
  DATES("ISO dates separated by `;`"),
  TIME_ZONE("IANA time zone");

  private final String howWritten;

  ColumnType(String howWritten) {
    this.howWritten = howWritten;
  }

  String howWritten() {
    return howWritten;
  }
}
