/** Answers failures as problems (RFC 9457) or as plain pages. */
@NullMarked
package io.drawdown.api.infra.problem;

import org.jspecify.annotations.NullMarked;
