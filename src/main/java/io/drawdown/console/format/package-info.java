/** How quantities, money, time and states are written for people, and how what people write is read. */
@NullMarked
package io.drawdown.console.format;

import org.jspecify.annotations.NullMarked;
