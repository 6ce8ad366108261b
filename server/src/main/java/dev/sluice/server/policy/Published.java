package dev.sluice.server.policy;

import dev.sluice.server.journal.Impact;

/**
 * A rule set that was published.
 *
 * @param impact on past orders; on none where it is not to be obeyed
 */
public record Published(CheckedRules checked, Impact impact) {}
