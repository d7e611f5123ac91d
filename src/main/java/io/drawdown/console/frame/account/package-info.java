/** The account that a page is about, and how staff choose it. */
@NullMarked
package io.drawdown.console.frame.account;

import org.jspecify.annotations.NullMarked;
