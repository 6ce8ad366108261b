/** From catalog to rule set: what a rule file may contain, and its compilation. */
@NullMarked
package dev.sluice.rules.compile;

import org.jspecify.annotations.NullMarked;
