/** What an account has to pay, month by month, and what each line of it is made of. */
@NullMarked
package io.drawdown.console.bills;

import org.jspecify.annotations.NullMarked;
