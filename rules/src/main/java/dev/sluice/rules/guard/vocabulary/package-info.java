/** Every fact, property and verdict a rule may name, in one table. */
@NullMarked
package dev.sluice.rules.guard.vocabulary;

import org.jspecify.annotations.NullMarked;
