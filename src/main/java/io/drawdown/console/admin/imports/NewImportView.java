package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadFormat;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.streams.UploadEvent;
import io.drawdown.base.ProblemException;
import io.drawdown.base.Validation;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Notice.Tone;
import io.drawdown.console.components.Page;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.field.FieldErrors;
import io.drawdown.console.components.field.ZoneField;
import io.drawdown.console.frame.live.PageRefresher;
import io.drawdown.usage.UsageImports;
import io.drawdown.usage.imports.ColumnValues;
import io.drawdown.usage.imports.HistoryPreview;
import io.drawdown.usage.imports.ImportFormat;
import io.drawdown.usage.imports.StagedHistory;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page that uploads a file, shows how its columns are read, maps its rows, tries the import, and starts it. */
@Route(NewImportView.ADDRESS)
@PageTitle("New Import · Drawdown")
@RolesAllowed("ADMIN")
class NewImportView extends Page {

    static final String ADDRESS = ImportsView.ADDRESS + "/new";

    private static final List<ImportFormat> GUESSES = List.of(ImportFormat.SACCT, ImportFormat.SWF, ImportFormat.CSV);
    private static final String FILE_IS_GONE = "The file isn’t on this server any more. Choose it again.";

    private final UsageImports imports;
    private final MappingTargets targets;
    private final Select<ImportFormat> format = new Select<>();
    private final TextField name = new TextField("Name of the import");
    private final ZoneField zone;
    private final StrongText fileName = new StrongText("");
    private final Div look = new Div();
    private final Div tried = new Div();
    private final Button dryRun = new Button("Dry run", click -> startDryRun());
    private final Button start = new Button("Import", click -> startImport());
    private @Nullable StagedHistory staged;
    private @Nullable MappingForm mapping;
    private @Nullable TrialPanel trial;

    NewImportView(UsageImports imports, MappingTargets targets, PageRefresher refresher, Clock clock) {
        super("New Import");
        this.imports = imports;
        this.targets = targets;
        zone = new ZoneField(clock.instant(), null);
        dryRun.setDisableOnClick(true);
        start.setDisableOnClick(true);
        start.addThemeVariants(ButtonVariant.PRIMARY);
        showButtons(false);
        header().setActions(dryRun, start);
        describeFields();
        look.addClassName("tab-content");
        var content = new Div(new Card("File", fileLine()), look, tried);
        content.addClassName("tab-content");
        var way = new Nav(new Anchor(ImportsView.ADDRESS, "Imports"));
        way.setAriaLabel("Breadcrumb");
        way.addClassName("breadcrumb");
        addComponentAsFirst(way);
        add(content);
        refresher.watch(this, this::refresh);
    }

    private void describeFields() {
        format.setLabel("Format");
        format.setItems(ImportFormat.values());
        format.setItemLabelGenerator(ImportLabels::label);
        format.addValueChangeListener(change -> showLook());
        name.setHelperText(
                "Rows are known by it and their own ids: importing again under the same name counts nothing twice.");
        name.addValueChangeListener(change -> name.setInvalid(false));
        zone.setLabel("Time zone of its times");
        zone.setPlaceholder("UTC");
        zone.setClearButtonVisible(true);
        zone.setHelperText("Not needed for times in seconds or with an offset.");
        zone.addValueChangeListener(change -> forgetTrial());
    }

    private Div fileLine() {
        var upload = new Upload(this::receive);
        upload.setUploadFormat(UploadFormat.RAW);
        upload.setUploadButton(new Button("Choose a file"));
        upload.setDropLabel(new Span("or drop it here. CSV, SWF or sacct; also gzipped or zipped."));
        upload.addAllFinishedListener(finished -> upload.clearFileList());
        var line = new Div(fileName, upload);
        line.addClassName("upload-line");
        return line;
    }

    /** Stores an upload. Runs in the thread of its request, without the lock of the page. */
    private void receive(UploadEvent event) throws IOException {
        try (var in = event.getInputStream()) {
            var uploaded = imports.stage(in);
            var _ = event.getUI().access(() -> showStaged(uploaded, event.getFileName()));
        } catch (ProblemException refused) {
            var _ = event.getUI().access(() -> showNotice(new Notice(Tone.ERROR, refused.detail())));
        } catch (IOException brokenOff) {
            var _ = event.getUI()
                    .access(() -> showNotice(new Notice(
                            Tone.ERROR, "The upload broke off, and nothing of it is kept. Choose the file again.")));
            throw brokenOff;
        }
    }

    /** Shows how a file is read that was uploaded. */
    void showStaged(StagedHistory uploaded, String uploadedName) {
        discard();
        clearNotice();
        staged = uploaded;
        fileName.setText(uploadedName);
        if (name.isEmpty()) {
            name.setValue(toCode(uploadedName));
        }
        var guess = GUESSES.stream()
                .filter(candidate -> {
                    var preview = preview(uploaded, candidate);
                    return preview != null && preview.problem() == null;
                })
                .findFirst()
                .orElse(ImportFormat.CSV);
        if (guess == format.getValue()) {
            showLook();
        } else {
            format.setValue(guess);
        }
    }

    private static String toCode(String fileName) {
        var stem = fileName.replaceFirst("(\\.(csv|txt|swf|gz|zip|log|tsv|out))+$", "")
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceFirst("^[^A-Za-z0-9]+", "");
        return stem.substring(0, Math.min(stem.length(), Validation.MAX_CODE_LENGTH));
    }

    private @Nullable HistoryPreview preview(StagedHistory uploaded, ImportFormat candidate) {
        try {
            return imports.preview(uploaded, candidate);
        } catch (IOException gone) {
            return null;
        }
    }

    private ColumnValues columnValues(StagedHistory uploaded, ImportFormat chosen, String column) {
        try {
            return imports.listColumnValues(uploaded, chosen, column);
        } catch (IOException gone) {
            return new ColumnValues(List.of(), false);
        }
    }

    private void showLook() {
        look.removeAll();
        mapping = null;
        forgetTrial();
        showButtons(false);
        var uploaded = staged;
        var chosen = format.getValue();
        if (uploaded == null || chosen == null) {
            return;
        }
        var preview = preview(uploaded, chosen);
        zone.setVisible(chosen == ImportFormat.SACCT);
        var fields = new Div(format, name, zone);
        fields.addClassName("import-fields");
        look.add(new Card("How it is read", fields));
        if (preview == null) {
            look.add(new Notice(Tone.ERROR, FILE_IS_GONE));
            return;
        }
        if (preview.problem() != null) {
            look.add(new Notice(Tone.ERROR, preview.problem()).lead("Not in this format"));
            return;
        }
        mapping = new MappingForm(
                targets.list(), preview, column -> columnValues(uploaded, chosen, column), this::forgetTrial);
        look.add(mapping.columnCard(), mapping.card());
        showButtons(true);
    }

    private void showButtons(boolean enabled) {
        dryRun.setEnabled(enabled);
        start.setEnabled(enabled);
    }

    private void startDryRun() {
        begin((asked, file) -> {
            trial = new TrialPanel(imports, imports.startDryRun(asked, file));
            tried.add(trial);
            trial.scrollIntoView();
        });
    }

    private void startImport() {
        begin((asked, file) -> UI.getCurrent().navigate(ImportLabels.address(imports.start(asked, file))));
    }

    private interface Beginning {
        void begin(UsageImports.NewImport asked, StagedHistory file) throws IOException;
    }

    private void begin(Beginning beginning) {
        clearNotice();
        forgetTrial();
        name.setInvalid(false);
        zone.setInvalid(false);
        var form = mapping;
        var file = staged;
        if (form == null || file == null) {
            return;
        }
        try {
            var isComplete = form.validate();
            if (!Validation.isCode(name.getValue().strip())) {
                FieldErrors.showError(
                        name,
                        "Name must be 1 to 63 letters, digits, dots, underscores or hyphens, starting with a letter or digit.");
                isComplete = false;
            }
            if (isComplete) {
                beginning.begin(
                        new UsageImports.NewImport(
                                name.getValue().strip(), format.getValue().code(), form.toJson(zoneId())),
                        file);
            }
        } catch (ProblemException refused) {
            showProblem(form, refused);
        } catch (IOException gone) {
            showNotice(new Notice(Tone.ERROR, FILE_IS_GONE));
        } finally {
            showButtons(true);
        }
    }

    private @Nullable String zoneId() {
        return !zone.isVisible() || zone.isEmpty() ? null : zone.getValue().getId();
    }

    private void showProblem(MappingForm form, ProblemException refused) {
        if (!form.showProblem(refused)) {
            showNotice(new Notice(Tone.ERROR, refused.detail()));
        }
    }

    private void forgetTrial() {
        tried.removeAll();
        trial = null;
    }

    /** Shows the result of a dry run once there is one. */
    void refresh() {
        if (trial != null) {
            trial.refresh();
        }
    }

    private void discard() {
        if (staged != null) {
            imports.discard(staged);
            staged = null;
        }
    }

    /** Deletes the upload when the page is left. After a session that has expired, it is deleted within a day. */
    @Override
    protected void onDetach(DetachEvent event) {
        super.onDetach(event);
        if (VaadinRequest.getCurrent() != null) {
            discard();
        }
    }
}
