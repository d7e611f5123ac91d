package io.drawdown.log;

/** Texts as a log can bear them: on one line, of a bounded length, and with nothing in them that a terminal would obey. */
public final class LogLine {

    private static final String ELLIPSIS = "…";

    private LogLine() {}

    /** A text on one line of at most so many characters: control characters and line breaks are written as escapes. */
    public static String sanitize(String text, int most) {
        var line = new StringBuilder(Math.min(text.length(), most));
        for (var index = 0; index < text.length(); index++) {
            append(line, text.charAt(index));
            if (line.length() > most) {
                line.setLength(most - ELLIPSIS.length());
                return line.append(ELLIPSIS).toString();
            }
        }
        return line.toString();
    }

    private static void append(StringBuilder line, char character) {
        switch (character) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (isVisible(character)) {
                    line.append(character);
                } else {
                    line.append(String.format("\\u%04x", (int) character));
                }
            }
        }
    }

    // Beside control characters, separators of lines and paragraphs and what turns the direction of text around.
    private static boolean isVisible(char character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
