package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.drawdown.console.components.Card;
import io.drawdown.usage.imports.UsageImport;

/** The progress of an import that runs, is tried, or is taken back. */
class ImportProgressCard extends Card {

    private final ProgressBar bar = new ProgressBar();
    private final Span text = new Span();

    ImportProgressCard(UsageImport usageImport) {
        super(
                usageImport.dryRun()
                        ? "Dry run"
                        : usageImport.state() == UsageImport.State.TAKING_BACK ? "Taking back" : "Importing");
        bar.getElement().setAttribute("aria-label", "Progress");
        bar.setIndeterminate(!ImportLabels.hasProgress(usageImport));
        add(bar, text);
        showProgress(usageImport);
    }

    void showProgress(UsageImport usageImport) {
        if (!bar.isIndeterminate()) {
            bar.setValue(ImportLabels.progress(usageImport));
        }
        text.setText(ImportLabels.progressText(usageImport));
    }
}
