package io.drawdown.log;

/** Makes text safe for the log: one line of limited length, without terminal control sequences. */
public final class LogLine {

    private static final String ELLIPSIS = "…";

    private LogLine() {}

    /**
     * Returns the text on one line of at most {@code most} characters, with control characters and line breaks
     * escaped.
     */
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

    // Separators of lines and paragraphs and marks that change the text's direction are invisible, too.
    private static boolean isVisible(char character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
