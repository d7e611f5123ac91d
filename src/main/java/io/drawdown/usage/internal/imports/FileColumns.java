package io.drawdown.usage.internal.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file by the names in its header. A name is found in another case if that is unambiguous. Columns
 * without a name at the end of the header, as spreadsheets write them, don't count, but rows may have empty cells for
 * them.
 */
final class FileColumns {

    /** The maximum number of columns of a file. */
    static final int MAX_COLUMNS = 1000;

    private static final int MAX_NAMES_QUOTED = 20;
    private static final int MAX_NAME_QUOTED = 40;

    private final List<String> names;
    private final int maxCells;
    private final Map<String, Optional<Integer>> indexes = new HashMap<>();

    FileColumns(List<String> header) {
        var stripped = header.stream().map(String::strip).toList();
        var width = stripped.size();
        while (width > 0 && stripped.get(width - 1).isEmpty()) {
            width--;
        }
        names = stripped.subList(0, width);
        maxCells = Math.max(stripped.size(), width);
    }

    int width() {
        return names.size();
    }

    List<String> names() {
        return names;
    }

    /** Returns a name that the header has twice; null if it has none. */
    @Nullable
    String duplicateName() {
        var seen = new HashSet<String>();
        return names.stream()
                .filter(name -> !name.isEmpty() && !seen.add(name))
                .findFirst()
                .orElse(null);
    }

    boolean contains(String name) {
        return index(name) >= 0;
    }

    /** Returns the index of a column; -1 if there is none, or if several differ only in case. */
    int index(String name) {
        return indexes.computeIfAbsent(name, this::find).orElse(-1);
    }

    private Optional<Integer> find(String name) {
        var exact = names.indexOf(name);
        if (exact >= 0) {
            return Optional.of(exact);
        }
        var similar = new ArrayList<Integer>();
        for (var index = 0; index < names.size(); index++) {
            if (names.get(index).equalsIgnoreCase(name)) {
                similar.add(index);
            }
        }
        return similar.size() == 1 ? Optional.of(similar.getFirst()) : Optional.empty();
    }

    /** Returns how many of these columns the header has. */
    long count(Collection<String> wanted) {
        return wanted.stream().filter(this::contains).count();
    }

    /** Returns what is wrong with the number of a row's cells; null if nothing is. */
    @Nullable
    String widthProblem(List<String> cells, String rowName) {
        var hasExtra = cells.stream().skip(width()).anyMatch(cell -> !cell.isBlank());
        return cells.size() >= width() && !hasExtra
                ? null
                : "The " + rowName + " has " + cells.size() + " columns, and the header has "
                        + (cells.size() < width() || maxCells == width() ? width() : width() + " with a name") + ".";
    }

    /** Returns a row's cell in a column; null if the row is too short or there is no such column. */
    @Nullable
    String cell(List<String> cells, String name) {
        var index = index(name);
        return index < 0 || index >= cells.size() ? null : cells.get(index);
    }

    /** Returns the columns that the header has, for a message. */
    String describe() {
        return names.isEmpty()
                ? "It has no columns."
                : "It has "
                        + names.stream()
                                .limit(MAX_NAMES_QUOTED)
                                .map(FileColumns::quoted)
                                .collect(Collectors.joining(", "))
                        + (names.size() > MAX_NAMES_QUOTED ? " and " + (names.size() - MAX_NAMES_QUOTED) + " more" : "")
                        + ".";
    }

    private static String quoted(String name) {
        var printable = name.replaceAll("\\p{Cntrl}", "\uFFFD");
        return "'"
                + (printable.length() > MAX_NAME_QUOTED ? printable.substring(0, MAX_NAME_QUOTED) + "…" : printable)
                + "'";
    }
}
