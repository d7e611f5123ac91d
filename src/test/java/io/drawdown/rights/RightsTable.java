package io.drawdown.rights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;

/** What there is and who may do it, from a file: what, two spaces or more, the rule, and what else there is to say. */
public record RightsTable(Map<String, Row> rows) {

    /** One line of it. */
    public record Row(AccessRule rule, String note) {

        /** The words of the note. */
        public List<String> words() {
            return note.isEmpty() ? List.of() : List.of(note.split(" "));
        }
    }

    /** The table of this name. */
    public static RightsTable of(String name) {
        var rows = new TreeMap<String, Row>();
        try {
            new ClassPathResource("rights/" + name + ".txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" {2,}", 3))
                    .forEach(cells -> rows.put(
                            cells[0], new Row(AccessRule.valueOf(cells[1]), cells.length == 3 ? cells[2] : "")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new RightsTable(rows);
    }

    /** Who may do this. */
    public Row row(Object what) {
        var row = rows.get(what.toString());
        if (row == null) {
            throw new AssertionError(what + " is not in the table: say who may do it");
        }
        return row;
    }
}
