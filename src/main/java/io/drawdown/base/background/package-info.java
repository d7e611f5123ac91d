/** Work that runs every second, and how it backs off while it fails. */
@NullMarked
package io.drawdown.base.background;

import org.jspecify.annotations.NullMarked;
