/** How quantities, money, time and states are written for people. */
@NullMarked
package io.drawdown.console.format;

import org.jspecify.annotations.NullMarked;
