package dev.sluice.server.network;

/**
 * One thing wrong with master data.
 *
 * @param kind what sort of record: region, region_group, warehouse, carrier, carrier_service,
 *     tariff, lane, coverage, product; for limits that concern all of them, network
 * @param id of the record; lanes as {@code warehouse>service>region}, coverage as {@code
 *     subject>id>region}; empty when it concerns all records of the kind
 * @param field in snake_case, as in the import files
 * @param value what was there
 * @param message one sentence that names all of this, and advice beginning with "Maybe"
 */
public record NetworkProblem(String kind, String id, String field, String value, String message) {}
