package io.drawdown.usage.internal.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the output of Slurm's `sacct --parsable2`: a header, then a row for each run of a job and for each step of
 * it. Steps, and jobs that never ran or haven't ended, are skipped. Cluster, JobID and start identify a row.
 */
final class SacctHistoryReader implements HistoryReader {

    private static final Set<String> MISSING_TIMES = Set.of("", "Unknown", "None");
    private static final List<Character> DELIMITERS = List.of('|', ';', '\t');
    private static final List<String> REQUIRED = List.of("JobID", "Start", "End");
    private static final Set<String> NEVER_COMMENTED = Set.of("jobid", "cluster");
    private static final Pattern JOB_ID = Pattern.compile("[0-9]+([._+\\[].*)?");
    private static final Pattern NO_NODES = Pattern.compile("0+");

    private static final Map<String, String> USES = Map.of(
            "JobID", "job, and with the start its id",
            "Cluster", "part of the id",
            "Start", "start",
            "End", "end",
            "Elapsed", "running time",
            "ElapsedRaw", "running time",
            "Suspended", "tells equal local hours apart",
            "NNodes", "nodes",
            "AllocNodes", "nodes");

    private final LineReader lineReader;
    private final SacctTimeParser times;
    private final FileColumns columns;
    private final Pattern separator;
    private final String nodesColumn;
    private final boolean hasComments;

    SacctHistoryReader(InputStream file, RowMapping mapping) throws IOException {
        lineReader = new LineReader(file);
        times = new SacctTimeParser(mapping.zone());
        var header = readHeader();
        separator = shownSeparator(header.text());
        columns = new FileColumns(split(header.text(), separator));
        nodesColumn = columns.contains("NNodes") ? "NNodes" : "AllocNodes";
        requireColumns(header, mapping);
        hasComments = NEVER_COMMENTED.contains(columns.names().getFirst().toLowerCase(Locale.ROOT));
    }

    /** A header with its line from 1. */
    private record Header(long line, String text) {}

    @Override
    public List<String> columnNames() {
        return columns.names();
    }

    @Override
    public @Nullable List<String> nextCells() throws IOException {
        for (var line = lineReader.next(); line != null; line = lineReader.next()) {
            if (line.text() != null && !line.text().isBlank()) {
                return split(line.text(), separator);
            }
        }
        return null;
    }

    @Override
    public @Nullable String takenFor(String column) {
        var index = columns.names().indexOf(column);
        return USES.entrySet().stream()
                .filter(use -> columns.index(use.getKey()) == index)
                .filter(use -> !use.getKey().equals("AllocNodes") || nodesColumn.equals("AllocNodes"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable HistoryRow next() throws IOException {
        for (var line = lineReader.next(); line != null; line = lineReader.next()) {
            var text = line.text();
            if (text == null) {
                return HistoryRow.Unreadable.because(line.number(), null, "The line is longer than 64 KiB.");
            }
            if (hasComments && text.startsWith("#")) {
                return new HistoryRow.Skipped(line.number(), null);
            }
            if (!text.isBlank()) {
                return toRow(line.number(), split(text, separator));
            }
        }
        return null;
    }

    private Header readHeader() throws IOException {
        for (var line = lineReader.next(); line != null; line = lineReader.next()) {
            if (line.text() == null) {
                throw new UnreadableHistoryException(
                        "The file's header, in line " + line.number() + ", can't be read: it is longer than 64 KiB.");
            }
            if (!line.text().isBlank() && !line.text().startsWith("#")) {
                return new Header(line.number(), line.text());
            }
        }
        throw new UnreadableHistoryException("The file has no line that could be its header.");
    }

    /** Returns the separator with which the header names the most of the required columns. */
    private static Pattern shownSeparator(String header) {
        return DELIMITERS.stream()
                .map(delimiter -> Pattern.compile(delimiter.toString(), Pattern.LITERAL))
                .max(Comparator.comparingLong(candidate -> new FileColumns(split(header, candidate)).count(REQUIRED)))
                .filter(best -> new FileColumns(split(header, best)).count(REQUIRED) > 0)
                .orElse(Pattern.compile("|", Pattern.LITERAL));
    }

    private void requireColumns(Header header, RowMapping mapping) {
        var where = header.line() == 1 ? "The file's first line" : "The file's header, line " + header.line() + ",";
        if (columns.width() > FileColumns.MAX_COLUMNS) {
            throw new UnreadableHistoryException(where + " names " + columns.width() + " columns; "
                    + FileColumns.MAX_COLUMNS + " are read at most. Leave out what isn't needed.");
        }
        var missing = new TreeSet<>(mapping.fields());
        missing.addAll(REQUIRED);
        missing.removeIf(columns::contains);
        if (!columns.contains(nodesColumn)) {
            missing.add("NNodes (or AllocNodes)");
        }
        if (!missing.isEmpty()) {
            throw new UnreadableHistoryException(where + " has no column " + String.join(", ", missing) + ". "
                    + seen(header.text())
                    + " Print it with 'sacct --parsable2 --format=JobID,Start,End,NNodes,…' and keep the header.");
        }
    }

    private String seen(String header) {
        if (columns.width() > 1) {
            return columns.describe();
        }
        if (new FileColumns(CsvRowReader.split(header, ',')).count(REQUIRED) > 0) {
            return "Its columns are separated by commas, which names of jobs may contain, instead of '|'.";
        }
        return header.contains("JobID") && header.contains("Start")
                ? "Its columns are filled up with blanks, as sacct prints them without --parsable2."
                : columns.describe();
    }

    private HistoryRow toRow(long line, List<String> values) {
        var wrongWidth = columns.widthProblem(values, "line");
        if (wrongWidth != null) {
            return HistoryRow.Unreadable.because(line, probableId(values), wrongWidth);
        }
        if (values.stream().allMatch(String::isEmpty)) {
            return new HistoryRow.Skipped(line, null);
        }
        var id = value(values, "JobID");
        var start = value(values, "Start");
        var end = value(values, "End");
        if (id.isEmpty()) {
            return HistoryRow.Unreadable.at(line, id, "JobID", "is missing");
        }
        if (id.contains(".") || MISSING_TIMES.contains(start) || MISSING_TIMES.contains(end)) {
            return new HistoryRow.Skipped(line, id);
        }
        SacctTimeParser.RunTime runTime;
        try {
            runTime = times.parse(new SacctTimeParser.TimeColumns(
                    start,
                    end,
                    valueOrNull(values, "Elapsed"),
                    valueOrNull(values, "ElapsedRaw"),
                    valueOrNull(values, "Suspended")));
        } catch (SacctTimeParser.UnreadableTimeException unreadable) {
            return HistoryRow.Unreadable.at(line, id, unreadable.column(), unreadable.problem());
        } catch (SacctTimeParser.ContradictoryTimeException contradiction) {
            return HistoryRow.Refused.at(line, id, contradiction.column(), contradiction.problem());
        }
        var nodes = value(values, nodesColumn);
        if (runTime.isEmpty() && NO_NODES.matcher(nodes).matches()) {
            return new HistoryRow.Skipped(line, id);
        }
        var cluster = valueOrNull(values, "Cluster");
        return new HistoryRow.Job(
                line,
                SlurmRunId.of(cluster == null ? "" : cluster, id, runTime.start()),
                id,
                nodes,
                runTime.start().toString(),
                runTime.end().toString(),
                runTime.previousReading(),
                column -> value(values, column));
    }

    /** Returns the JobID of a row with a wrong number of columns; null if what is in its place isn't one. */
    private @Nullable String probableId(List<String> values) {
        var id = columns.cell(values, "JobID");
        return id != null && JOB_ID.matcher(id).matches() ? id : null;
    }

    private @Nullable String valueOrNull(List<String> values, String column) {
        return columns.cell(values, column);
    }

    private String value(List<String> values, String column) {
        return Objects.requireNonNullElse(columns.cell(values, column), "");
    }

    private static List<String> split(String line, Pattern separator) {
        var values = new ArrayList<>(List.of(
                separator.split(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, -1)));
        values.replaceAll(String::strip);
        return values;
    }
}
