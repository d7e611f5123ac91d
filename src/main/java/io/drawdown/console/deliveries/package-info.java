/** What becomes of messages on their way, for admins. */
@NullMarked
package io.drawdown.console.deliveries;

import org.jspecify.annotations.NullMarked;
