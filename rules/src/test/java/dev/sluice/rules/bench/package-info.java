/** What the shipped rules cost, beside the same rules written in Java and beside plain sessions. */
@NullMarked
package dev.sluice.rules.bench;

import org.jspecify.annotations.NullMarked;
