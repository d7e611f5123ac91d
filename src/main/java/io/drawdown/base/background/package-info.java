/** Work that runs every second, and its delays while it fails. */
@NullMarked
package io.drawdown.base.background;

import org.jspecify.annotations.NullMarked;
