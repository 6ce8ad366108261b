package dev.sluice.server.routing.model;

import java.util.Optional;

/**
 * One reason a line stays unfulfilled.
 *
 * @param ruleId the rule that said so, for {@link UnfulfilledReason#RULE}
 * @param detail one sentence for people, possibly empty
 */
public record LineReason(UnfulfilledReason reason, Optional<String> ruleId, String detail) {}
