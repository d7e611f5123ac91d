/** Who may do what (R23), as tables that have everything in them. */
@NullMarked
package io.drawdown.rights;

import org.jspecify.annotations.NullMarked;
