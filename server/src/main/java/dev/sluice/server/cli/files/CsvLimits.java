package dev.sluice.server.cli.files;

/**
 * How large a network file may be.
 *
 * @param maxBytes of one file
 * @param maxRows of one file
 */
record CsvLimits(long maxBytes, long maxRows) {
  static final CsvLimits DEFAULT = new CsvLimits(64L << 20, 2_000_000);
}
