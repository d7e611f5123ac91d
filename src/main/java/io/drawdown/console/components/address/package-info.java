/** Reads and writes the address of a page and its parameters. */
@NullMarked
package io.drawdown.console.components.address;

import org.jspecify.annotations.NullMarked;
