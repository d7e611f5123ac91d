/** Who did what, on which account and from where, and what was changed by it: written once, read by admins. */
@NullMarked
package io.drawdown.audit;

import org.jspecify.annotations.NullMarked;
