/** Log events of calls; needs {@code org.slf4j:slf4j-api} 2 on the class path. */
@NullMarked
package dev.sluice.client.slf4j;

import org.jspecify.annotations.NullMarked;
