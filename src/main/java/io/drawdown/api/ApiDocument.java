package io.drawdown.api;

final class ApiDocument {
    static final String CATALOGUE = "Catalogue";
    static final String ACCOUNTS = "Accounts";
    static final String BUYING = "Buying";
    static final String PACKAGES = "Packages and usage";
    static final String BILLS = "Bills";
    static final String CORRECTIONS = "Corrections and checks";
    static final String USAGE = "Usage in";
}
