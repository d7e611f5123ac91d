/** Writes numbers, node-hours, money and instants for people; used by the console and by mail. */
@NullMarked
package io.drawdown.base.format;

import org.jspecify.annotations.NullMarked;
