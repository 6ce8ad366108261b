package dev.sluice.server.ledger;

import dev.sluice.server.ledger.counter.CounterKey;
import java.util.OptionalLong;

/**
 * One parcel counted in a region group's shares.
 *
 * @param carrierShare the carrier's counter
 * @param allShare the counter of all carriers in the same group and day
 * @param capPpm the carrier's cap in parts per million; empty: none, counted only
 * @param exempt passes the cap and is counted as exempt
 */
public record ShareTake(
    CounterKey carrierShare, CounterKey allShare, OptionalLong capPpm, boolean exempt) {}
