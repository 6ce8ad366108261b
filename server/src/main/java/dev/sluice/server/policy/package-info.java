/** Which rule set is live, the share numbers it gives, and how often its rules spoke. */
@NullMarked
package dev.sluice.server.policy;

import org.jspecify.annotations.NullMarked;
