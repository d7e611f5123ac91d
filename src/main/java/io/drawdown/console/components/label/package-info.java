/** What enums and codes of the domain are called on screen. */
@NullMarked
package io.drawdown.console.components.label;

import org.jspecify.annotations.NullMarked;
