/**
 * Looks at what the rule engine generated before any of it is loaded, and lists what it may name.
 */
@NullMarked
package dev.sluice.rules.guard.bytecode;

import org.jspecify.annotations.NullMarked;
