package io.drawdown.usage.internal.imports;

import io.drawdown.usage.internal.imports.CsvRowReader.CsvRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads separated values by RFC 4180, with a header that names the columns like the fields of an event's data. The
 * header, or a line `sep=` before it, shows what separates them.
 */
final class CsvHistoryReader implements HistoryReader {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=(.)\"?[,;\t|]*", Pattern.CASE_INSENSITIVE);
    private static final List<String> REQUIRED = List.of("id", "nodes", "startedAt", "endedAt");

    private static final Map<String, String> USES = Map.of(
            "id", "id of the record",
            "job", "job",
            "subject", "job",
            "nodes", "nodes",
            "startedAt", "start",
            "endedAt", "end");

    private final CsvRowReader rows;
    private final FileColumns columns;
    private final long headerLine;
    private final char delimiter;
    private final String jobColumn;
    private @Nullable String endless;

    CsvHistoryReader(InputStream file, RowMapping mapping) throws IOException {
        rows = new CsvRowReader(LineReader.openReader(file), ',');
        var first = nextHeaderLine();
        var separator = SEPARATOR_LINE.matcher(first == null ? "" : first);
        var isSeparator = separator.matches();
        var line = isSeparator ? nextHeaderLine() : first;
        headerLine = rows.lineRead();
        var header = completed(line);
        delimiter = isSeparator ? separator.group(1).charAt(0) : shownDelimiter(header);
        columns = new FileColumns(CsvRowReader.split(header, delimiter));
        rows.setDelimiter(delimiter);
        jobColumn = columns.contains("job") || !columns.contains("subject") ? "job" : "subject";
        requireColumns(mapping);
    }

    @Override
    public List<String> columnNames() {
        return columns.names();
    }

    @Override
    public @Nullable List<String> nextCells() throws IOException {
        var row = rows.next();
        return row == null ? null : row.cells();
    }

    @Override
    public @Nullable String takenFor(String column) {
        return Stream.concat(REQUIRED.stream(), Stream.of(jobColumn))
                .filter(wanted -> columns.names().indexOf(column) == columns.index(wanted))
                .map(USES::get)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable HistoryRow next() throws IOException {
        if (endless != null) {
            throw new UnreadableHistoryException(endless);
        }
        var row = rows.next();
        return row == null ? null : toRow(row);
    }

    private HistoryRow toRow(CsvRow row) {
        var id = columns.cell(row.cells(), "id");
        return switch (row.kind()) {
            case COMMENT -> commentOrRefusal(row);
            case MALFORMED ->
                new HistoryRow.Unreadable(
                        row.firstLine(), id, HistoryRow.invalid(located(row) + row.problem()), linesOf(row));
            case ENDLESS -> {
                endless = located(row) + row.problem()
                        + " Close it and import the file again; what was read before counts as duplicates then.";
                yield new HistoryRow.Unreadable(row.firstLine(), id, HistoryRow.invalid(endless), linesOf(row));
            }
            case VALUES -> row.isBlank() ? new HistoryRow.Skipped(row.firstLine(), null) : toJob(row, id);
        };
    }

    private HistoryRow toJob(CsvRow row, @Nullable String id) {
        var cells = row.cells();
        var tooWide = columns.widthProblem(cells, "row");
        if (tooWide != null) {
            return new HistoryRow.Unreadable(
                    row.firstLine(),
                    id,
                    HistoryRow.invalid(linesOf(row) > 1 ? located(row) + tooWide : tooWide),
                    linesOf(row));
        }
        return new HistoryRow.Job(
                row.firstLine(),
                required(cells, "id"),
                required(cells, jobColumn),
                required(cells, "nodes").strip(),
                ZonedTimes.normalize(required(cells, "startedAt")),
                ZonedTimes.normalize(required(cells, "endedAt")),
                null,
                column -> Objects.requireNonNullElse(columns.cell(cells, column), ""));
    }

    /** Skips a comment. A line that could as well be a row whose id begins with a number sign is refused. */
    private HistoryRow commentOrRefusal(CsvRow comment) {
        var cells = CsvRowReader.split(comment.cells().getFirst(), delimiter);
        return columns.widthProblem(cells, "row") == null
                ? HistoryRow.Unreadable.because(
                        comment.firstLine(),
                        columns.cell(cells, "id"),
                        "The row begins with #, so it may be a comment or a value. Delete a comment; put a value in quotes: \"#…\".")
                : new HistoryRow.Skipped(comment.firstLine(), null);
    }

    private String required(List<String> cells, String column) {
        return Objects.requireNonNull(columns.cell(cells, column));
    }

    private static long linesOf(CsvRow row) {
        return row.lastLine() - row.firstLine() + 1;
    }

    private static String located(CsvRow row) {
        return linesOf(row) == 1
                ? "Line " + row.firstLine() + ": "
                : "Lines " + row.firstLine() + " to " + row.lastLine() + " are one row, none of which was imported: ";
    }

    /** Returns the next line that is no comment and not blank. */
    private @Nullable String nextHeaderLine() throws IOException {
        var line = rows.nextLine();
        while (line != null && (line.startsWith("#") || line.chars().allMatch(CsvHistoryReader::isNothing))) {
            line = rows.nextLine();
        }
        return line;
    }

    private static boolean isNothing(int character) {
        return Character.isWhitespace(character) || DELIMITERS.contains((char) character) || character == '"';
    }

    /** Returns a header with its further lines, if it has line breaks in quotes. */
    private String completed(@Nullable String header) throws IOException {
        if (header == null) {
            throw new UnreadableHistoryException("The file has no line that could be its header.");
        }
        var text = new StringBuilder(header);
        while (text.chars().filter(character -> character == '"').count() % 2 == 1) {
            var more = rows.nextLine();
            if (more == null || text.length() > MAX_ROW_LENGTH) {
                throw new UnreadableHistoryException("The file's header, in line " + headerLine
                        + ", can't be read: a quote in it is never closed. It isn't missing; close the quote.");
            }
            text.append('\n').append(more);
        }
        if (text.length() > MAX_ROW_LENGTH) {
            throw new UnreadableHistoryException(
                    "The file's header, in line " + headerLine + ", can't be read: it is longer than 64 KiB.");
        }
        return text.toString();
    }

    /** Returns the delimiter with which the header names the most of the required columns; a comma where none does. */
    private static char shownDelimiter(String header) {
        var shown = ',';
        var most = new FileColumns(CsvRowReader.split(header, shown)).count(REQUIRED);
        for (var candidate : DELIMITERS) {
            var found = new FileColumns(CsvRowReader.split(header, candidate)).count(REQUIRED);
            if (found > most) {
                shown = candidate;
                most = found;
            }
        }
        return shown;
    }

    private void requireColumns(RowMapping mapping) {
        var where = headerLine <= 1 ? "The file's first line" : "The file's header, line " + headerLine + ",";
        if (columns.width() > FileColumns.MAX_COLUMNS) {
            throw new UnreadableHistoryException(where + " names " + columns.width() + " columns; "
                    + FileColumns.MAX_COLUMNS + " are read at most. Leave out what isn't needed.");
        }
        var duplicate = columns.duplicateName();
        if (duplicate != null) {
            throw new UnreadableHistoryException(
                    where + " names a column twice, '" + duplicate + "'. Every column needs a name of its own.");
        }
        var missing = new TreeSet<>(mapping.fields());
        missing.addAll(REQUIRED);
        missing.add(jobColumn);
        missing.removeIf(columns::contains);
        if (missing.remove("job")) {
            missing.add("job (or subject)");
        }
        if (!missing.isEmpty()) {
            throw new UnreadableHistoryException(where + " has no column " + String.join(", ", missing) + ". "
                    + columns.describe()
                    + " It must name the columns as events name their data; what the mapping gives needs no column.");
        }
    }
}
