/** The decision record: what was seen, what was chosen, which rules spoke. */
@NullMarked
package dev.sluice.server.journal;

import org.jspecify.annotations.NullMarked;
