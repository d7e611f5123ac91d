package io.drawdown.console.admin.corrections;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.drawdown.base.ProblemException;
import io.drawdown.base.format.Format;
import io.drawdown.console.components.FactList;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.StrongText;
import io.drawdown.console.components.dialog.QuestionDialog;
import io.drawdown.usage.Corrections.SettledAgain;
import io.drawdown.usage.event.VoidedUsage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The dialog that shows what settling again would reverse, cover and charge, and settles after confirmation. */
class SettleAgainDialog extends QuestionDialog {

    private final VoidedUsage voided;
    private final Supplier<SettledAgain> settle;
    private final Consumer<Notice> notify;
    private final Div problem = new Div();
    private final Button confirm = new Button("Recharge");

    /**
     * Creates a dialog for voided usage.
     *
     * @param preview what settling again would change now
     * @param settle settles again
     * @param notify receives the notice to show afterwards
     */
    SettleAgainDialog(
            VoidedUsage voided, SettledAgain preview, Supplier<SettledAgain> settle, Consumer<Notice> notify) {
        super("Recharge after the void of " + voided.job() + "?", "34rem");
        this.voided = voided;
        this.settle = settle;
        this.notify = notify;
        setCloseOnOutsideClick(false);
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.setDisableOnClick(true);
        confirm.addClickListener(click -> settle());
        confirm.setVisible(preview.coveredNodeSeconds() > 0);
        addRows(new Paragraph(previewText(preview)), previewFacts(preview), problem);
        addActions(confirm);
    }

    private String previewText(SettledAgain preview) {
        if (preview.coveredNodeSeconds() == 0) {
            return "No later charge can be covered any more: the quota that the void returned has been used.";
        }
        return Format.count(preview.charges(), "charge", "charges") + " of " + voided.account()
                + " came after it because packages were used up that now have quota again. They are reversed and"
                + " charged again in the same order, all or none: packages first, the rest at the same prices. Each"
                + " reversal goes on the bill of its charge, or on this month’s bill if that one is closed. This can’t"
                + " be undone.";
    }

    private static FactList previewFacts(SettledAgain preview) {
        return new FactList()
                .fact("Charged now", Format.hours(preview.nodeSeconds()) + ", " + Format.money(preview.reversed()))
                .fact("Packages will cover", Format.hours(preview.coveredNodeSeconds()))
                .fact(
                        "Charged again",
                        Format.hours(preview.nodeSeconds() - preview.coveredNodeSeconds()) + ", "
                                + Format.money(preview.charged()))
                .fact(
                        "Off the bill",
                        new StrongText(Format.money(preview.reversed().minus(preview.charged()))));
    }

    private void settle() {
        confirm.setEnabled(true);
        problem.removeAll();
        try {
            var settled = settle.get();
            close();
            notify.accept(
                    settled.coveredNodeSeconds() == 0
                            ? new Notice(
                                    Notice.Tone.INFO,
                                    "No charge of " + voided.account()
                                            + " could be covered any more: other usage took the quota first.")
                            : new Notice(
                                    Notice.Tone.SUCCESS,
                                    Format.count(settled.charges(), "charge", "charges") + " of " + voided.account()
                                            + " recharged: packages covered "
                                            + Format.hours(settled.coveredNodeSeconds()) + ", which takes "
                                            + Format.money(settled.reversed().minus(settled.charged()))
                                            + " off the bill."));
        } catch (ProblemException refused) {
            problem.add(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
    }
}
