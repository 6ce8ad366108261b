package dev.sluice.server.routing;

import java.time.Instant;
import java.util.List;

/**
 * Who could ship an order, and who could not and why.
 *
 * @param lines of the order, by SKU
 * @param readyTimes when lines may first be worked on, earliest first; usually only the decision's
 *     time
 * @param ranked warehouses that could ship some of it, most promising first; the shortlist is its
 *     beginning
 * @param rejected warehouses that could ship none of it: those that cover the destination nearest
 *     first, then those outside it that have the goods, by id
 * @param batchSize how many of the ranked are looked at together
 */
public record Candidates(
    List<CandidateLine> lines,
    List<Instant> readyTimes,
    List<WarehouseCandidate> ranked,
    List<WarehouseCandidate> rejected,
    int batchSize) {

  /** The n-th batch of the ranked, from 0; empty when there are no more. */
  List<WarehouseCandidate> batch(int n) {
    int from = Math.min(ranked.size(), n * batchSize);
    return ranked.subList(from, Math.min(ranked.size(), from + batchSize));
  }
}
