/** What an account has been told, and where it is told besides. */
@NullMarked
package io.drawdown.console.notifications;

import org.jspecify.annotations.NullMarked;
