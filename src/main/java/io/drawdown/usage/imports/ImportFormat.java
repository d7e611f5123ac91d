package io.drawdown.usage.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The format of a history of finished jobs. */
public enum ImportFormat {
    /** Comma-separated values with the columns named like the fields of an event's data. */
    CSV,
    /** The Standard Workload Format of the Parallel Workloads Archive. */
    SWF,
    /** The output of Slurm's `sacct --parsable2`. */
    SACCT;

    /** Returns its name in requests: `csv`, `swf` or `sacct`. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the format with this name. */
    public static Optional<ImportFormat> fromCode(@Nullable String code) {
        return Arrays.stream(values())
                .filter(format -> format.code().equals(code))
                .findFirst();
    }
}
