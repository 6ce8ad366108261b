/** Prints what the rule engine compiles from the tree alone. */
@NullMarked
package dev.sluice.rules.guard.print;

import org.jspecify.annotations.NullMarked;
