package io.drawdown.quota.engine;

/** A package with its total. */
record Pack(Terms terms, long total) {

    long id() {
        return terms.id();
    }
}
