package io.drawdown.console.admin.imports;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Notice.Tone;
import io.drawdown.usage.UsageImports;
import io.drawdown.usage.imports.UsageImport;

/** The progress and the result of a dry run, below the form that it was started with. */
class TrialPanel extends Div {

    private final UsageImports imports;
    private UsageImport trial;

    TrialPanel(UsageImports imports, UsageImport trial) {
        this.imports = imports;
        this.trial = trial;
        addClassName("tab-content");
        showTrial();
    }

    /** Shows the result once there is one. */
    void refresh() {
        if (trial.state().isActive()) {
            trial = imports.get(trial.id());
            if (!trial.state().isActive()) {
                showTrial();
            }
        }
    }

    private void showTrial() {
        removeAll();
        if (trial.state().isActive()) {
            add(new ImportProgressCard(trial));
        } else if (trial.failure() != null) {
            add(new Notice(Tone.ERROR, trial.failure()).lead("Dry run failed"));
        } else {
            add(counts());
            if (trial.outcome() != null) {
                add(new OutcomeCard(trial.outcome()));
            }
            if (ImportLabels.notTaken(trial) > 0) {
                add(new RejectedRowsCard(imports, trial));
            }
        }
    }

    private Component counts() {
        return new Card("Dry run", ImportResultCard.counts(trial)).subtitle("Nothing is recorded yet.");
    }
}
