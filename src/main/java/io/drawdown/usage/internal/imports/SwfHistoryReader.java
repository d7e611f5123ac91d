package io.drawdown.usage.internal.imports;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Standard Workload Format 2.2 of the Parallel Workloads Archive: header comments, then 18 numbers for each
 * job. The job starts at submit + wait, its allocated processors are its nodes, and times count from the header's
 * UnixStartTime. The bursts of a job that was stopped and resumed have lines of their own in addition to the job's
 * line. They are skipped, as are jobs that were cancelled before they ran.
 */
final class SwfHistoryReader implements HistoryReader {

    private static final List<String> FIELDS = List.of(
            "jobNumber",
            "submit",
            "wait",
            "runTime",
            "allocatedProcessors",
            "averageCpuTime",
            "usedMemory",
            "requestedProcessors",
            "requestedTime",
            "requestedMemory",
            "status",
            "user",
            "group",
            "executable",
            "queue",
            "partition",
            "precedingJob",
            "thinkTime");

    private static final Pattern START_TIME =
            Pattern.compile(";[;\\s]*UnixStartTime\\s*[:=]\\s*(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern START_SECOND = Pattern.compile("([0-9]{1,11})(?:\\.[0-9]*)?(?:\\s*[(;#].*)?");
    private static final int MAX_QUOTED_LENGTH = 60;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Set<String> BURST_STATUSES = Set.of("2", "3", "4");
    private static final String CANCELLED_STATUS = "5";
    private static final BigDecimal UNKNOWN = BigDecimal.ONE.negate();

    private final LineReader lineReader;
    private @Nullable Long unixStartTime;

    SwfHistoryReader(InputStream file) throws IOException {
        lineReader = new LineReader(file);
    }

    /** Returns the names of the fields. */
    static List<String> fieldNames() {
        return FIELDS;
    }

    /** Returns the name of a field that is given by its name or its number from 1; null if there is none. */
    static @Nullable String fieldName(String nameOrNumber) {
        if (FIELDS.contains(nameOrNumber)) {
            return nameOrNumber;
        }
        return nameOrNumber.matches("[1-9]|1[0-8]") ? FIELDS.get(Integer.parseInt(nameOrNumber) - 1) : null;
    }

    @Override
    public List<String> columnNames() {
        return FIELDS;
    }

    @Override
    public @Nullable List<String> nextCells() throws IOException {
        for (var line = lineReader.next(); line != null; line = lineReader.next()) {
            var text = line.text() == null ? "" : line.text().strip();
            if (text.startsWith(";")) {
                readHeader(line.number(), text);
            } else if (!text.isEmpty() && !text.startsWith("#")) {
                requireStartTime();
                return List.of(BLANKS.split(text));
            }
        }
        requireStartTime();
        return null;
    }

    @Override
    public @Nullable String takenFor(String column) {
        return switch (column) {
            case "jobNumber" -> "job and its id";
            case "submit", "wait" -> "start";
            case "runTime" -> "running time";
            case "allocatedProcessors" -> "nodes";
            case "status" -> "whether it ran";
            default -> null;
        };
    }

    @Override
    public @Nullable HistoryRow next() throws IOException {
        for (var line = lineReader.next(); line != null; line = lineReader.next()) {
            var text = line.text() == null ? null : line.text().strip();
            if (text == null) {
                return HistoryRow.Unreadable.because(line.number(), null, "The line is longer than 64 KiB.");
            }
            if (text.startsWith(";")) {
                readHeader(line.number(), text);
            } else if (!text.isEmpty() && !text.startsWith("#")) {
                return toRow(line.number(), text);
            }
        }
        requireStartTime();
        return null;
    }

    private void readHeader(long line, String comment) {
        var found = START_TIME.matcher(comment);
        if (unixStartTime != null || !found.matches()) {
            return;
        }
        var second = START_SECOND.matcher(found.group(1));
        if (!second.matches()) {
            var text = found.group(1);
            throw new UnreadableHistoryException("The header line 'UnixStartTime', line " + line
                    + " of the file, can't be read: '"
                    + (text.length() > MAX_QUOTED_LENGTH ? text.substring(0, MAX_QUOTED_LENGTH) + "…" : text)
                    + "'. It must be the second since 1970 that time 0 stands for, such as 749458803.");
        }
        unixStartTime = Long.parseLong(second.group(1));
    }

    private long requireStartTime() {
        if (unixStartTime == null) {
            throw new UnreadableHistoryException(
                    "The file has no header line '; UnixStartTime: …' before its first job, so its "
                            + "times can't be placed. Add the line, with the second since 1970 that time 0 stands for, if this is a file in "
                            + "the Standard Workload Format.");
        }
        return unixStartTime;
    }

    private HistoryRow toRow(long line, String text) {
        var start = requireStartTime();
        var values = BLANKS.split(text, 0);
        var id = values[0];
        if (values.length < FIELDS.size()) {
            return HistoryRow.Unreadable.because(line, id, "The line has " + values.length + " fields instead of 18.");
        }
        if (BURST_STATUSES.contains(values[10])) {
            return new HistoryRow.Skipped(line, id);
        }
        for (var index = 1; index <= 4; index++) {
            if (!NUMBER.matcher(values[index]).matches()) {
                return HistoryRow.Unreadable.at(line, id, FIELDS.get(index), "must be a number");
            }
        }
        var submit = new BigDecimal(values[1]);
        var wait = new BigDecimal(values[2]).max(BigDecimal.ZERO);
        var runTime = new BigDecimal(values[3]);
        var processors = new BigDecimal(values[4]);
        if (hasNeverRun(runTime, processors, values[10])) {
            return new HistoryRow.Skipped(line, id);
        }
        if (submit.signum() < 0) {
            return HistoryRow.Unreadable.at(line, id, "submit", "is unknown (" + values[1] + ")");
        }
        if (runTime.signum() < 0) {
            return HistoryRow.Unreadable.at(line, id, "runTime", "is unknown (" + values[3] + ")");
        }
        if (processors.signum() <= 0) {
            return HistoryRow.Unreadable.at(line, id, "allocatedProcessors", "is unknown (" + values[4] + ")");
        }
        var startedAt = BigDecimal.valueOf(start).add(submit).add(wait);
        return new HistoryRow.Job(
                line,
                id,
                id,
                values[4],
                toInstant(startedAt),
                toInstant(startedAt.add(runTime)),
                null,
                name -> values[FIELDS.indexOf(name)]);
    }

    /**
     * Returns whether a job was cancelled before it ran. Such a job has no run time, and no processors unless its
     * status says that it was cancelled.
     */
    private static boolean hasNeverRun(BigDecimal runTime, BigDecimal processors, String status) {
        return isNone(runTime) && (isNone(processors) || (runTime.signum() < 0 && status.equals(CANCELLED_STATUS)));
    }

    private static boolean isNone(BigDecimal value) {
        return value.signum() == 0 || value.compareTo(UNKNOWN) == 0;
    }

    private static String toInstant(BigDecimal seconds) {
        return Instant.ofEpochSecond(seconds.longValue()).toString();
    }
}
