/**
 * End-to-end tests in Vaadin's TestBench, with page objects. They need a Vaadin licence and are compiled and run by the Maven
 * profile {@code testbench} only; see docs/decisions/07-view-tests.md.
 */
package io.drawdown.testbench;
