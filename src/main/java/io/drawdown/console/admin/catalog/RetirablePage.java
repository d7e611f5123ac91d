package io.drawdown.console.admin.catalog;

import io.drawdown.base.ProblemException;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.dialog.ConfirmationDialog;
import io.drawdown.console.components.list.SearchPage;
import java.util.Optional;

/** A page of catalogue entries that can be retired, restored, and deleted while they were never used (R23). */
public abstract class RetirablePage<T> extends SearchPage<T> implements EntryMenu.Actions {

    private final String singular;

    /** Creates a page at a path, given the singular and plural of its entries. */
    protected RetirablePage(String title, String path, String singular, String plural) {
        super(title, path, singular, plural);
        this.singular = singular;
    }

    /** Finds an entry as it is stored now. */
    protected abstract Optional<T> find(String code);

    /** Retires an entry. */
    protected abstract void retire(String code);

    /** Offers a retired entry again. */
    protected abstract void restoreRetired(String code);

    /**
     * Deletes an entry.
     *
     * @throws ProblemException if it is in use
     */
    protected abstract void remove(String code);

    @Override
    public final void askToRetire(String code) {
        new ConfirmationDialog(
                        "Retire " + nameOf(code) + "?",
                        "The " + singular
                                + " isn’t offered any more: its offers are taken off sale, and none can be put on sale."
                                + " Its usage and its packages go on. It can be restored.",
                        "Retire",
                        () -> attempt(() -> retire(code), nameOf(code) + " is retired."))
                .open();
    }

    @Override
    public final void restore(String code) {
        attempt(
                () -> restoreRetired(code),
                nameOf(code) + " is offered again. Its offers are off sale; put on sale those that customers may buy.");
    }

    @Override
    public final void askToRemove(String code) {
        new ConfirmationDialog(
                        "Delete " + nameOf(code) + "?",
                        "This can’t be undone. Only what has no list prices, offers and packages can be deleted.",
                        "Delete",
                        () -> attempt(() -> remove(code), nameOf(code) + " is deleted."))
                .danger()
                .open();
    }

    private String nameOf(String code) {
        return find(code).map(this::displayName).orElse(code);
    }

    private void attempt(Runnable action, String done) {
        try {
            action.run();
            showNotice(new Notice(Notice.Tone.SUCCESS, done));
        } catch (ProblemException refused) {
            showNotice(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
        showList();
    }
}
