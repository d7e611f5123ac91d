/** What browsers send to the pages of the console is looked at here before Vaadin keeps anything of it. */
@NullMarked
package io.drawdown.console.guard;

import org.jspecify.annotations.NullMarked;
