package io.drawdown.api.usage;

/**
 * The top-level fields of a JSON object, as JSON in bounded memory. Nested values become null, and texts of more than
 * 1,000 characters become empty.
 */
final class JsonOutline {

    private static final int LONGEST_TEXT = 1000;
    private static final int LONGEST = 16 * 1024;

    private final StringBuilder outline = new StringBuilder();
    private int depth;
    private int textBegin;
    private boolean quoted;
    private boolean escaped;
    private boolean left;

    /** Creates an outline of the beginning of an object. */
    static JsonOutline of(CharSequence beginning) {
        var outline = new JsonOutline();
        beginning.chars().forEach(next -> outline.add((char) next));
        return outline;
    }

    /** Adds the next character. */
    void add(char next) {
        if (quoted) {
            addToText(next);
            return;
        }
        switch (next) {
            case '{', '[' -> {
                depth++;
                append(depth == 1 ? String.valueOf(next) : depth == 2 ? "null" : "");
            }
            case '}', ']' -> {
                depth--;
                append(depth == 0 ? String.valueOf(next) : "");
            }
            case '"' -> {
                quoted = true;
                left = false;
                appendOwn(next);
                textBegin = outline.length();
            }
            default -> appendOwn(next);
        }
    }

    @Override
    public String toString() {
        return outline.toString();
    }

    private void addToText(char next) {
        var ends = !escaped && next == '"';
        escaped = !escaped && next == '\\';
        quoted = !ends;
        if (ends || !left) {
            appendOwn(next);
        }
        if (depth == 1 && quoted && !left && outline.length() - textBegin > LONGEST_TEXT) {
            outline.setLength(textBegin);
            left = true;
        }
    }

    private void appendOwn(char next) {
        append(depth == 1 ? String.valueOf(next) : "");
    }

    private void append(String text) {
        if (outline.length() < LONGEST) {
            outline.append(text);
        }
    }
}
