/** Shared helpers of the tests: clock, database, mail server, browser, fixtures. */
@NullMarked
package io.drawdown.testing;

import org.jspecify.annotations.NullMarked;
