package dev.sluice.server.cli;

import java.util.Map;

/**
 * What every command is given instead of reaching for statics.
 *
 * @param environment the process's environment variables
 */
public record CommandContext(
    Messages messages, Terminal terminal, Map<String, String> environment) {}
