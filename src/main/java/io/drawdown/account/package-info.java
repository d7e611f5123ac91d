/** Services for accounts, users, API keys and sign-in, and the checks of what callers may do. */
@NullMarked
package io.drawdown.account;

import org.jspecify.annotations.NullMarked;
