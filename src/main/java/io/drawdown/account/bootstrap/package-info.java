/** Creates the first admin and API key at startup, and refuses an unsafe key. */
@NullMarked
package io.drawdown.account.bootstrap;

import org.jspecify.annotations.NullMarked;
