package io.drawdown.console.admin.catalog;

import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;

/** The menu of a catalogue entry with what ends it: retiring or restoring, and deleting. */
public class EntryMenu extends MenuBar {

    /** What the menu does with the entry that has a code. */
    public interface Actions {

        /** Asks whether to retire the entry. */
        void askToRetire(String code);

        /** Offers the entry again. */
        void restore(String code);

        /** Asks whether to delete the entry. */
        void askToRemove(String code);
    }

    /** Creates the menu of an entry. */
    public EntryMenu(String code, boolean retired, Actions actions) {
        addThemeVariants(MenuBarVariant.SMALL);
        var menu = addItem("More");
        menu.setAriaLabel("More for " + code);
        if (retired) {
            menu.getSubMenu().addItem("Restore", click -> actions.restore(code));
        } else {
            menu.getSubMenu().addItem("Retire …", click -> actions.askToRetire(code));
        }
        menu.getSubMenu().addItem("Delete …", click -> actions.askToRemove(code));
    }
}
