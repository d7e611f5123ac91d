/** The REST face: thin controllers, one per resource, over the services of the domain. */
@NullMarked
package io.drawdown.api;

import org.jspecify.annotations.NullMarked;
