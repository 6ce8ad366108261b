package dev.sluice.server.config;

import java.nio.file.Path;

/**
 * The policy.
 *
 * @param catalog folder of rule files
 * @param compiledFolder where compiled rules are kept for the next start
 */
public record RulesConfig(Path catalog, Path compiledFolder) {}
