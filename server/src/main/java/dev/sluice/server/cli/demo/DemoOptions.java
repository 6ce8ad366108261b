package dev.sluice.server.cli.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the demo is asked for.
 *
 * @param home the project's folder, with the shipped rules below it
 * @param orders 1 or more
 * @param rules the folder of rules; empty: the shipped ones
 * @param keep leave the server running afterwards
 */
public record DemoOptions(Path home, int orders, long seed, Optional<Path> rules, boolean keep) {}
