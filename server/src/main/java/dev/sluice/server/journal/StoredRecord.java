package dev.sluice.server.journal;

/**
 * A decision record as it is kept.
 *
 * @param networkVersion the network seen
 * @param shareNumbersId the share numbers seen
 * @param content everything else seen, packed by {@link RecordFormat}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredRecord(
    String planId, long networkVersion, long shareNumbersId, byte[] content) {}
