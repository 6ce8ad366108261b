package dev.sluice.server.policy;

import dev.sluice.rules.Diagnostic;
import java.time.Instant;
import java.util.List;

/**
 * What became of the catalog folder when it last changed.
 *
 * @param time when it was looked at
 * @param version of the rules in it; empty when they cannot be compiled
 * @param problems why they were refused; none: they were not
 * @param reloads how often it was taken since the start
 * @param refusals how often it was refused since the start
 */
public record CatalogState(
    Instant time, String version, List<Diagnostic> problems, long reloads, long refusals) {}
