package io.drawdown.usage.internal.imports;

import io.drawdown.base.Lookup;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final Pattern SEPARATOR = Pattern.compile("|", Pattern.LITERAL);
    private static final Pattern NO_NODES = Pattern.compile("0+");

    private final LineReader lineReader;
    private final SacctTimeParser times;
    private final Map<String, Integer> columns = new HashMap<>();
    private final int width;
    private final String nodesColumn;

    SacctHistoryReader(InputStream file, RowMapping mapping) throws IOException {
        lineReader = new LineReader(file);
        times = new SacctTimeParser(mapping.zone());
        var header = readHeader();
        width = header.size();
        for (var index = 0; index < width; index++) {
            columns.putIfAbsent(header.get(index), index);
        }
        nodesColumn = columns.containsKey("NNodes") ? "NNodes" : "AllocNodes";
        requireColumns(mapping);
    }

    @Override
    public @Nullable HistoryRow next() throws IOException {
        for (var line = lineReader.next(); line != null; line = lineReader.next()) {
            var text = line.text();
            if (text == null) {
                return HistoryRow.Unreadable.because(line.number(), null, "The line is longer than 64 KiB.");
            }
            if (!text.isBlank()) {
                return toRow(line.number(), split(text));
            }
        }
        return null;
    }

    private List<String> readHeader() throws IOException {
        for (var line = lineReader.next(); line != null; line = lineReader.next()) {
            if (line.text() == null || !line.text().isBlank()) {
                return line.text() == null ? List.of() : split(line.text());
            }
        }
        return List.of();
    }

    private void requireColumns(RowMapping mapping) {
        var missing = new TreeSet<>(mapping.fields());
        missing.addAll(List.of("JobID", "Start", "End"));
        missing.removeAll(columns.keySet());
        if (!columns.containsKey(nodesColumn)) {
            missing.add("NNodes (or AllocNodes)");
        }
        if (!missing.isEmpty()) {
            throw new UnreadableHistoryException("The file's first line has no column " + String.join(", ", missing)
                    + ". Print it with 'sacct --parsable2 --format=JobID,Start,End,NNodes,…' and keep the header.");
        }
    }

    private HistoryRow toRow(long line, List<String> values) {
        var id = values.getFirst();
        if (values.size() != width) {
            return HistoryRow.Unreadable.because(
                    line, id, "The line has " + values.size() + " columns, and the header has " + width + ".");
        }
        id = value(values, "JobID");
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

    private @Nullable String valueOrNull(List<String> values, String column) {
        return columns.containsKey(column) ? value(values, column) : null;
    }

    private String value(List<String> values, String column) {
        return values.get(Lookup.require(columns, column));
    }

    private static List<String> split(String line) {
        var values = new ArrayList<>(List.of(
                SEPARATOR.split(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line, -1)));
        values.replaceAll(String::strip);
        return values;
    }
}
