package io.drawdown.console.components.field;

/** Texts that people enter to be read as something else: of bounded length, and with blanks around them that mean nothing. */
public final class EnteredText {

    /** The most characters that are read: some more than ten of the longest thresholds have. */
    public static final int LONGEST = 250;

    /** What is said of longer texts. */
    public static final String TOO_LONG = "This is too long. Write at most " + LONGEST + " characters.";

    private EnteredText() {}

    /** Whether a text has more characters than are read. */
    public static boolean isTooLong(String text) {
        return text.length() > LONGEST;
    }

    /** The part of a text that is worth keeping: all of it, or as much of a longer one as shows that it is too long. */
    public static String bounded(String text) {
        return isTooLong(text) ? text.substring(0, LONGEST + 1) : text;
    }

    /** A text without the blanks around it, those that aren't ASCII included. */
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
        return Character.isSpaceChar(one) || one >= '\t' && one <= '\r';
    }
}
