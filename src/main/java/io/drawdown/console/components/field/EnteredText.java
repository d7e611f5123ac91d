package io.drawdown.console.components.field;

/** Helps to parse texts that people enter: bounds their length and strips the blanks around them. */
public final class EnteredText {

    /** The maximum length of a text in characters, somewhat more than ten of the longest thresholds need. */
    public static final int LONGEST = 250;

    /** The error text for longer texts. */
    public static final String TOO_LONG = "This is too long. Write at most " + LONGEST + " characters.";

    private EnteredText() {}

    /** Returns whether a text is longer than the maximum. */
    public static boolean isTooLong(String text) {
        return text.length() > LONGEST;
    }

    /** Returns the text, cut to a length that still shows that it is too long. */
    public static String bounded(String text) {
        return isTooLong(text) ? text.substring(0, LONGEST + 1) : text;
    }

    /** Returns a text without the blanks around it, including blanks outside ASCII. */
    public static String strip(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char one) {
        return Character.isSpaceChar(one) || (one >= '\t' && one <= '\r');
    }
}
