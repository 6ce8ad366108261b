/** The cases beside each rule: given facts, expected verdicts. */
@NullMarked
package dev.sluice.rules.cases;

import org.jspecify.annotations.NullMarked;
