/** Checks what browsers send to a page and what a page may load. */
@NullMarked
package io.drawdown.console.frame.guard;

import org.jspecify.annotations.NullMarked;
