/** The parts of pages: headers, cards, badges, notices, facts. */
@NullMarked
package io.drawdown.console.components;

import org.jspecify.annotations.NullMarked;
