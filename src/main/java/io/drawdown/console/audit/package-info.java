/** Who did what and what support has looked at, for admins. */
@NullMarked
package io.drawdown.console.audit;

import org.jspecify.annotations.NullMarked;
