/** API keys. */
@NullMarked
package io.drawdown.console.admin.keys;

import org.jspecify.annotations.NullMarked;
