/** The web face: one package per page, and here the frame around them. */
@NullMarked
package io.drawdown.console;

import org.jspecify.annotations.NullMarked;
