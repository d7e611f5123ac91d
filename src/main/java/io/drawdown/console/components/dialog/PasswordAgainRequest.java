package io.drawdown.console.components.dialog;

import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;

/** Asks the page's user for the password again, and repeats what a service refused for want of it. */
public class PasswordAgainRequest extends ComponentEvent<UI> {

    private final transient Runnable retry;

    private PasswordAgainRequest(UI source, Runnable retry) {
        super(source, false);
        this.retry = retry;
    }

    /**
     * Runs an action. If it takes a recent password, asks for that and runs the action again.
     *
     * @throws ProblemException if the action is refused for another reason
     */
    public static void run(Runnable action) {
        try {
            action.run();
        } catch (ProblemException refused) {
            if (refused.type() != ProblemType.PASSWORD_AGAIN) {
                throw refused;
            }
            var page = UI.getCurrent();
            ComponentUtil.fireEvent(page, new PasswordAgainRequest(page, action));
        }
    }

    /** Repeats the action, once the password was entered. */
    public void retry() {
        retry.run();
    }
}
