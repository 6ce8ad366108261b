package dev.sluice.server.journal;

import dev.sluice.server.network.Network;
import dev.sluice.server.routing.ShareNumbers;

/**
 * What one decision saw, as it waits to be written: its own numbers packed, and the two things that
 * many decisions share.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DecisionRecord(Network network, ShareNumbers shares, byte[] content) {}
