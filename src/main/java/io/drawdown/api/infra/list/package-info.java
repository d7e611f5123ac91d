/** Answers lists page by page as JSON or as a stream of CSV. */
@NullMarked
package io.drawdown.api.infra.list;

import org.jspecify.annotations.NullMarked;
