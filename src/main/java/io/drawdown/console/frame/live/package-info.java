/** Keeps the balances and unread counts of open pages up to date. */
@NullMarked
package io.drawdown.console.frame.live;

import org.jspecify.annotations.NullMarked;
