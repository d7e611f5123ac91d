/** What quota needs from other modules: running jobs, watched levels, usage of the last week, scheduled work. */
@NamedInterface("spi")
@NullMarked
package io.drawdown.quota.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
