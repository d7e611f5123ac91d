/** The frame around every page: layout, navigation, notification bell and error pages. */
@NullMarked
package io.drawdown.console.frame;

import org.jspecify.annotations.NullMarked;
