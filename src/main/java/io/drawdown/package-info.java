/** The application, its modules in the packages below. */
@NullMarked
package io.drawdown;

import org.jspecify.annotations.NullMarked;
