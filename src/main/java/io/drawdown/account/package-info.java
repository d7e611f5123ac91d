/** Services for accounts, users, API keys and sign-in, and the checks of who may do what. */
@NullMarked
package io.drawdown.account;

import org.jspecify.annotations.NullMarked;
