package io.drawdown.api.infra.list;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drawdown.base.format.CsvCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes records as rows of CSV. The headers are the JSON names, and nested values have names with dots. */
final class CsvTableWriter {

    private final List<Column> columns = new ArrayList<>();

    private record Column(String name, Function<Object, @Nullable Object> value) {}

    CsvTableWriter(Class<?> type) {
        addColumns(type, "", row -> row);
    }

    /** Starts the table with its headers. */
    CSVPrinter open(Writer writer) throws IOException {
        var csv = new CSVPrinter(writer, CSVFormat.RFC4180);
        csv.printRecord(columns.stream().map(Column::name));
        return csv;
    }

    void printRow(CSVPrinter csv, Object row) {
        try {
            for (var column : columns) {
                csv.print(CsvCell.format(column.value().apply(row)));
            }
            csv.println();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void addColumns(Class<?> type, String prefix, Function<Object, @Nullable Object> owner) {
        for (var component : type.getRecordComponents()) {
            var name = prefix + columnName(component);
            Function<Object, @Nullable Object> value = row -> readComponent(component, owner.apply(row));
            if (component.getType().isRecord()) {
                addColumns(component.getType(), name + ".", value);
            } else {
                columns.add(new Column(name, value));
            }
        }
    }

    private static @Nullable Object readComponent(RecordComponent component, @Nullable Object owner) {
        if (owner == null) {
            return null;
        }
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String columnName(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }
}
