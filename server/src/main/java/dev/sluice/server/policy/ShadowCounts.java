package dev.sluice.server.policy;

import java.util.List;

/**
 * What a shadow rule set would have done since it became the shadow, on this server.
 *
 * @param decisions on which it was asked
 * @param otherWay of them those that would ship otherwise
 * @param worse of them those with a line unfulfilled that the live rules fulfil
 * @param better of them those that fulfil what the live rules do not
 * @param failed of them those on which it failed
 * @param skipped on which it was not asked, since too many waited
 * @param examples the latest differences, for people
 */
public record ShadowCounts(
    long decisions,
    long otherWay,
    long worse,
    long better,
    long failed,
    long skipped,
    List<String> examples) {

  static final ShadowCounts NONE = new ShadowCounts(0, 0, 0, 0, 0, 0, List.of());

  /** On how many it would have decided otherwise, or failed. */
  public long differences() {
    return otherWay + worse + better + failed;
  }
}
