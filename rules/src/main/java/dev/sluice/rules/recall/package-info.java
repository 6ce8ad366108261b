/** Remembers what rules said to what they can read: equal premises are not judged twice. */
@NullMarked
package dev.sluice.rules.recall;

import org.jspecify.annotations.NullMarked;
