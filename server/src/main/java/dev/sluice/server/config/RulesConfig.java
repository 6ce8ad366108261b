package dev.sluice.server.config;

import java.nio.file.Path;

/**
 * The policy.
 *
 * @param catalog folder of rule files
 */
public record RulesConfig(Path catalog) {}
