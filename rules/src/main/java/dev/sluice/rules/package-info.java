/**
 * The policy as its callers see it: a compiled rule set judges facts and answers with verdicts.
 *
 * <p>Nothing here names the rule engine; {@code compile} turns a catalog folder into a rule set.
 */
@NullMarked
package dev.sluice.rules;

import org.jspecify.annotations.NullMarked;
