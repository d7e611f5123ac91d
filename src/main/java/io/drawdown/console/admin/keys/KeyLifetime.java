package io.drawdown.console.admin.keys;

/** The lifetimes that a new key can have. */
enum KeyLifetime {
    DAYS_30("30 days", 30),
    DAYS_90("90 days", 90),
    DAYS_365("365 days", 365),
    UNTIL_DAY("A chosen day", 0),
    FOR_GOOD("Never", 0);

    private final String words;
    private final int days;

    KeyLifetime(String words, int days) {
        this.words = words;
        this.days = days;
    }

    String words() {
        return words;
    }

    /** Returns the lifetime in days; 0 if it isn't a number of days. */
    int days() {
        return days;
    }
}
