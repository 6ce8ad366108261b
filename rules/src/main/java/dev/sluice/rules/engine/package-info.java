/** Evaluates compiled rules: sessions, the two facades rules speak to, and how verdicts merge. */
@NullMarked
package dev.sluice.rules.engine;

import org.jspecify.annotations.NullMarked;
