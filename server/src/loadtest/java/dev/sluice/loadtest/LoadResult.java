package dev.sluice.loadtest;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What came of one run.
 *
 * @param answered calls that ended OK within the measured time
 * @param seconds measured time
 * @param latencyMicros of the calls that ended OK; in an open loop from when a call was due
 * @param failed calls that did not end OK, by status code
 * @param unsent calls that were due but not sent in an open loop, since too many were in flight
 */
public record LoadResult(
    long answered, double seconds, Histogram latencyMicros, Map<String, Long> failed, long unsent) {

  public double perSecond() {
    return answered / seconds;
  }

  public long failures() {
    return failed.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A percentile in milliseconds. */
  public double millis(double percentile) {
    return latencyMicros.getValueAtPercentile(percentile) / 1_000.0;
  }
}
