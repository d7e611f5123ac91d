package io.drawdown.console.admin.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.EmptyState;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.frame.NotFoundView;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.UsageImports;
import io.drawdown.usage.imports.StagedHistory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pages of imports that another server runs: what is in the database is shown. */
class ImportsViewTest extends ConsoleTest {

    private static final String GONE = "Its file is gone. Send the file again under the same name.";

    @Autowired
    private World world;

    @Autowired
    private UsageImports imports;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestClock clock;

    private String name;

    @BeforeEach
    void begin() {
        clock.set(TestClock.START);
        signInAs(Role.ADMIN);
        name = World.code("import");
    }

    @Test
    void showsProgressAndResult() {
        var id = insertImport("RUNNING", 25, null);
        var page = open("imports/" + id, ImportView.class);
        assertThat($view(ProgressBar.class).single().getValue()).isEqualTo(0.25);
        assertThat(text($view(ImportProgressCard.class).single())).contains("12\u00a0rows read, 25\u00a0% of the file");
        assertThat(button("Cancel …").isEnabled()).isTrue();

        jdbc.sql("update usage_import set bytes_read = 50, rows_read = 24 where id = :id")
                .param("id", id)
                .update();
        page.refresh();
        assertThat(text($view(ImportProgressCard.class).single())).contains("24\u00a0rows read, 50\u00a0% of the file");

        jdbc.sql("update usage_import set state = 'DONE' where id = :id")
                .param("id", id)
                .update();
        page.refresh();
        assertThat($view(ProgressBar.class).exists()).isFalse();
        assertThat($view(StatusBadge.class).single().getText()).isEqualTo("Done");
        assertThat(button("Take back …").isEnabled()).isTrue();
    }

    @Test
    void cancelsAfterAQuestion() {
        var id = insertImport("RUNNING", 25, null);
        open("imports/" + id, ImportView.class);

        test(button("Cancel …")).click();
        assertThat(imports.get(Long.toString(id)).state().isActive()).isTrue();
        test(button("Cancel the import")).click();

        assertThat($view(StatusBadge.class).single().getText()).isEqualTo("Cancelled");
    }

    @Test
    void saysThatAFileIsGone() {
        var id = insertImport("FAILED", 25, GONE);

        open("imports/" + id, ImportView.class);

        assertThat(text($view(Notice.class).single())).contains("Failed", GONE);
    }

    @Test
    void showsListWithProgressOfWhatRuns() {
        var id = insertImport("RUNNING", 25, null);
        var page = open("imports", ImportsView.class);
        var grid = test($view(ImportGrid.class).single());
        assertThat(grid.getCellText(0, 0)).isEqualTo(name);
        assertThat(text(grid.getCellComponent(0, 1))).contains("Running", "25\u00a0%");

        jdbc.sql("update usage_import set bytes_read = 75 where id = :id")
                .param("id", id)
                .update();
        page.refresh();

        assertThat(text(grid.getCellComponent(0, 1))).contains("75\u00a0%");
        jdbc.sql("update usage_import set state = 'CANCELLED' where id = :id")
                .param("id", id)
                .update();
    }

    @Test
    void filtersTheListByNameAndStateInTheAddress() {
        insertImport("DONE", 100, null);
        var done = name;
        name = World.code("import");
        insertImport("FAILED", 25, GONE);

        open("imports?name=" + name.toUpperCase(Locale.ROOT), ImportsView.class);
        assertThat(listed()).containsExactly(name);

        open("imports?name=IMPORT&state=failed", ImportsView.class);
        assertThat(listed()).contains(name).doesNotContain(done);

        open("imports?name=" + done + "&state=failed", ImportsView.class);
        assertThat(text($view(EmptyState.class).single())).contains("No imports match");
    }

    @Test
    void mapsTheProjectOnThePage() throws IOException {
        var account = world.account();
        var region = world.region();
        var specification = world.specification();
        var page = open("imports/new", NewImportView.class);
        page.showStaged(stage("JobID|NNodes|Start|End|WCKey\n1|1|0|10|vision\n2|1|0|10|\n"), name + ".txt");
        choose("Account of all rows", account);
        choose("Region of all rows", region);
        choose("Pool of all rows", "PUBLIC");
        choose("Specification of all rows", specification);
        choose("Activity of all rows", "TRAINING");

        choose("Project of all rows", "no code");
        test(button("Import")).click();
        var project = combo("Project of all rows");
        assertThat(project.isInvalid()).isTrue();
        assertThat(project.getErrorMessage()).isEqualTo("Project must be a code.");

        choose("Project of all rows", null);
        source("Project").setValue("WCKey");
        assertThat(text(test($view(ColumnGrid.class).single()).getCellComponent(4, 2)))
                .isEqualTo("Project");
        takeAsItIs();
        test(button("Import")).click();
        var mapping = jdbc.sql("select mapping from usage_import where name = :name")
                .param("name", name)
                .query(String.class)
                .single();
        assertThat(mapping).contains("\"project\":{\"field\":\"WCKey\"}");
    }

    @Test
    void answersUnknownImportsWithNotFound() {
        open("imports/0", NotFoundView.class);
    }

    @Test
    void marksWhatIsMissingAtItsField() {
        var page = open("imports/new", NewImportView.class);
        assertThat(button("Import").isEnabled()).isFalse();
        page.showStaged(stage("JobID|NNodes|Start|End|Account\n1|1|0|10|a\n2|1|0|10|b\n"), "My jobs.txt");
        $view(TextField.class).single().setValue("no code");

        test(button("Import")).click();

        assertThat($view(TextField.class).single().isInvalid()).isTrue();
        assertThat($view(ComboBox.class).all().stream()
                        .filter(ComboBox::isInvalid)
                        .map(ComboBox::getErrorMessage))
                .contains("Choose the region.", "Choose the specification.");
    }

    @Test
    void showsWhatColumnsAreTakenAs() {
        var page = open("imports/new", NewImportView.class);

        page.showStaged(stage("JobID|NNodes|Start|End|Account\n1|1|0|10|a\n2|1|0|10|b\n"), "My jobs.txt");

        assertThat($view(TextField.class).single().getValue()).isEqualTo("My-jobs");
        var grid = test($view(ColumnGrid.class).single());
        assertThat(grid.getCellText(1, 0)).isEqualTo("NNodes");
        assertThat(text(grid.getCellComponent(1, 2))).isEqualTo("Nodes");
        assertThat(text(grid.getCellComponent(4, 1))).isEqualTo("a · b");
        assertThat(text(grid.getCellComponent(4, 2))).isEqualTo("Account");
        assertThat($view(ValueMapping.class).all()).hasSize(3);
    }

    private List<String> listed() {
        var grid = test($view(ImportGrid.class).single());
        return IntStream.range(0, grid.size())
                .mapToObj(row -> grid.getCellText(row, 0))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<MappingChoice> combo(String label) {
        return $view(ComboBox.class).all().stream()
                .filter(field -> label.equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private void choose(String label, String code) {
        combo(label).setValue(code == null ? null : new MappingChoice(code, code));
    }

    @SuppressWarnings("unchecked")
    private Select<String> source(String label) {
        return $view(Select.class).all().stream()
                .filter(field -> label.equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private void takeAsItIs() {
        RadioButtonGroup<Object> use = $view(RadioButtonGroup.class).single();
        use.setValue(use.getListDataView().getItem(0));
    }

    private StagedHistory stage(String file) {
        try {
            return imports.stage(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private long insertImport(String state, int bytesRead, String failure) {
        jdbc.sql("""
                        insert into usage_import (name, format, mapping, file, state, failure, rows_read, accepted, duplicates, conflicts,
                            rejected, skipped, bytes_read, bytes_total, first_problems, started_by, started_at, updated_at, heard_at)
                        values (:name, 'CSV', '{}', 'elsewhere', :state, :failure, 12, 12, 0, 0, 0, 0, :bytes, 100, '[]', 'wang', :now, :now,
                            :now)""")
                .param("name", name)
                .param("state", state)
                .param("failure", failure)
                .param("bytes", bytesRead)
                .param("now", TestClock.START.atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("select id from usage_import where name = :name")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    private Button button(String text) {
        return $(Button.class).withText(text).single();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
