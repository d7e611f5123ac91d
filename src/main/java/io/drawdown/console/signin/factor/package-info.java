/** The page on which users set up a second factor, and the rule that leads those to it who must have one. */
@NullMarked
package io.drawdown.console.signin.factor;

import org.jspecify.annotations.NullMarked;
