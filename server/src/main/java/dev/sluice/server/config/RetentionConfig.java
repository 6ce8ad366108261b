package dev.sluice.server.config;

/**
 * How long an order is remembered.
 *
 * @param days an order placed longer ago is refused, so that no repeat is ever routed twice
 */
public record RetentionConfig(int days) {}
