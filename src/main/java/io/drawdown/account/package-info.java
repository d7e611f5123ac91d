/** Accounts, their users and API keys, and who may see and do what. */
@NullMarked
package io.drawdown.account;

import org.jspecify.annotations.NullMarked;
