/** The pages for operations staff say what the code says. */
@NullMarked
package dev.sluice.rules.pages;

import org.jspecify.annotations.NullMarked;
