package io.drawdown.console.frame;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.database.OutageClassifier;
import io.drawdown.console.components.LinkButton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page that replaces a page that failed. It shows why a service refused, or that something failed, without
 * internal details.
 */
@PageTitle("Something went wrong · Drawdown")
@AnonymousAllowed
class FailureView extends Main implements HasErrorParameter<Exception> {

    private static final Logger LOG = LoggerFactory.getLogger(FailureView.class);

    FailureView() {
        addClassName("sign-in");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> failure) {
        if (failure.getCaughtException() instanceof ProblemException problem) {
            show(problem.type().title(), problem.detail());
            return problem.type().status();
        }
        var unavailable = OutageClassifier.toProblem(failure.getCaughtException());
        if (unavailable.isPresent()) {
            show(
                    unavailable.get().type().title(),
                    unavailable.get().detail() + " Open the page again in a few seconds.");
            return unavailable.get().type().status();
        }
        LOG.error("The page '{}' failed", event.getLocation().getPath(), failure.getCaughtException());
        show(
                "Something went wrong",
                "An unexpected error occurred. Nothing was half-written. Try again; if it happens again, tell the"
                        + " people who run this server, with the time.");
        return ProblemType.INTERNAL_ERROR.status();
    }

    private void show(String title, String why) {
        removeAll();
        var box = new Div(new Brand(), new H1(title), new Paragraph(why), new LinkButton("", "Go to the overview"));
        box.addClassName("box");
        add(box);
    }
}
