/**
 * The services for usage: reporting events, correcting and replaying them, importing histories, and reading past
 * usage.
 */
@NullMarked
package io.drawdown.usage;

import org.jspecify.annotations.NullMarked;
