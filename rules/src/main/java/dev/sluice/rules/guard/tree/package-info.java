/** Rules as the guard understands them: what is not in this tree is not compiled. */
@NullMarked
package dev.sluice.rules.guard.tree;

import org.jspecify.annotations.NullMarked;
