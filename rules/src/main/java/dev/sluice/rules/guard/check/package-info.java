/** Judges trees: what rules name and compare, and how many facts they combine. */
@NullMarked
package dev.sluice.rules.guard.check;

import org.jspecify.annotations.NullMarked;
