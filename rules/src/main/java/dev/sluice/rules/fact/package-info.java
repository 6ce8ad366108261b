/** What rules may see: immutable facts with plain properties, built per decision by the caller. */
@NullMarked
package dev.sluice.rules.fact;

import org.jspecify.annotations.NullMarked;
