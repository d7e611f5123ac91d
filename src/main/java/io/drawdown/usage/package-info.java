/** Usage as other modules see it: reporting events, correcting and replaying them, importing histories, and reading what ran. */
@NullMarked
package io.drawdown.usage;

import org.jspecify.annotations.NullMarked;
