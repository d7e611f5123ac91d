package io.drawdown.console.components;

/** The tone of a status, shown as a colour and always together with an icon and a word. */
public enum StatusTone {
    WELL("well"),
    LOW("low"),
    USED_UP("used-up"),
    EXPIRED("expired"),
    PENDING("pending"),
    RUNNING("running"),
    FINISHED("finished");

    private final String className;

    StatusTone(String name) {
        className = "tone-" + name;
    }

    public String className() {
        return className;
    }
}
