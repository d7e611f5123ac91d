/** Labels of the domain's enums and codes. */
@NullMarked
package io.drawdown.console.components.label;

import org.jspecify.annotations.NullMarked;
