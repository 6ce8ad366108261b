/** From bytes to text: which files are read at all, and what they may be made of. */
@NullMarked
package dev.sluice.rules.guard.intake;

import org.jspecify.annotations.NullMarked;
