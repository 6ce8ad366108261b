/**
 * Stands between what somebody wrote and what the rule engine compiles: files are input, never
 * trusted code. Each layer refuses what it must not let pass, and does not rely on the others.
 */
@NullMarked
package dev.sluice.rules.guard;

import org.jspecify.annotations.NullMarked;
