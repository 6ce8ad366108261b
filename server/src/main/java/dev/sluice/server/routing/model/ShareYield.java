package dev.sluice.server.routing.model;

/**
 * A carrier's cap that gave way because the order had no other way, or because a rule exempted it.
 */
public record ShareYield(String carrierId, String regionGroupId, String reason) {}
