/** Made-up customers with three months of jobs, to look at the program with. */
@NullMarked
package io.drawdown.demo;

import org.jspecify.annotations.NullMarked;
