package io.drawdown.console.components.field;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks for a day and a time in a zone, written like 2026-11-30 14:20 or chosen in a calendar. */
public class TimeField extends ParsedField<LocalDateTime> {

    /** What is said where nothing is entered. */
    public static final String MISSING = "Write a day and a time, such as 2026-11-30 14:20.";

    private ZoneId zone = ZoneOffset.UTC;
    private Function<Instant, @Nullable String> limits = instant -> null;

    /** A field for times to the minute. */
    public TimeField() {
        this(false);
    }

    /** A field for times to the minute, or to the second. */
    public TimeField(boolean seconds) {
        super("", new TimeFormat(seconds));
        setPlaceholder(seconds ? "YYYY-MM-DD HH:MM:SS" : "YYYY-MM-DD HH:MM");
        setSuffixComponent(new CalendarButton("datetime-local", "Choose a day and a time", this));
        setRule(this::limitProblem);
    }

    /** Reads times in this zone; at first they are in UTC. */
    public final void setZone(ZoneId zone) {
        this.zone = zone;
        check();
    }

    /** Also refuses instants that this says something against, as a sentence; null where it doesn't. */
    public final void setLimits(Function<Instant, @Nullable String> problem) {
        limits = problem;
        check();
    }

    /** The instant that is entered; null where none is or it can't be read. */
    public final @Nullable Instant instant() {
        var time = read();
        return time == null ? null : time.atZone(zone).toInstant();
    }

    /** Shows an instant as a time in the zone. */
    public final void writeInstant(Instant instant) {
        write(LocalDateTime.ofInstant(instant, zone));
    }

    // Clocks that are put forward or back leave out times and repeat others: which instant is meant isn't guessed.
    private @Nullable String limitProblem(LocalDateTime time) {
        var offsets = zone.getRules().getValidOffsets(time);
        if (offsets.size() == 1) {
            return limits.apply(time.toInstant(offsets.getFirst()));
        }
        return (offsets.isEmpty()
                        ? "Clocks in " + zone.getId() + " are put forward then, and leave this time out."
                        : "Clocks in " + zone.getId() + " are put back then, and show this time twice.")
                + " Choose an earlier or a later one.";
    }
}
