package dev.sluice.server.config;

/**
 * What is kept of how decisions were made.
 *
 * @param enabled whether plans can be explained later; plans themselves are kept either way
 */
public record JournalConfig(boolean enabled) {}
