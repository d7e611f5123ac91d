/** Authenticates API keys and limits their rate. */
@NullMarked
package io.drawdown.api.infra.security;

import org.jspecify.annotations.NullMarked;
