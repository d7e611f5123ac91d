/** Sample customers with three months of jobs. */
@NullMarked
package io.drawdown.demo;

import org.jspecify.annotations.NullMarked;
