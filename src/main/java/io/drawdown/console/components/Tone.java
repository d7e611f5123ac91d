package io.drawdown.console.components;

/** How well something stands; shown as a colour, always beside an icon and a word. */
public enum Tone {
    WELL("well"),
    LOW("low"),
    USED_UP("used-up"),
    EXPIRED("expired"),
    PENDING("pending"),
    RUNNING("running");

    private final String className;

    Tone(String name) {
        className = "tone-" + name;
    }

    String className() {
        return className;
    }
}
