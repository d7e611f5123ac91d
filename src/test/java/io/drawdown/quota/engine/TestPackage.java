package io.drawdown.quota.engine;

/** A package with its total. */
record TestPackage(Terms terms, long totalNodeSeconds) {

    long id() {
        return terms.id();
    }
}
