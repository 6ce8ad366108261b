/** Reads what people write - rules, tables, sentences - into one tree. */
@NullMarked
package dev.sluice.rules.guard.read;

import org.jspecify.annotations.NullMarked;
