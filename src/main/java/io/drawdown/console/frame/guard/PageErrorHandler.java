package io.drawdown.console.frame.guard;

import com.vaadin.flow.server.DefaultErrorHandler;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.drawdown.log.LogLine;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Logs errors of pages. An error in our own code is logged with its stack trace. A message that Vaadin refuses before
 * our code runs is logged in one line, because anyone can send such messages.
 */
@Component
class PageErrorHandler extends DefaultErrorHandler implements VaadinServiceInitListener {

    private static final Logger LOG = LoggerFactory.getLogger(PageErrorHandler.class);

    private static final int MAX_LOG_LENGTH = 300;
    private static final String OWN_PACKAGES = "io.drawdown.";
    private static final String GUARD_PACKAGE = PageErrorHandler.class.getPackageName();
    private static final String VAADIN_MESSAGE_PACKAGE = "com.vaadin.flow.server.communication.";

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addSessionInitListener(opened -> opened.getSession().setErrorHandler(this));
    }

    @Override
    public void error(ErrorEvent event) {
        var failure = findRelevantThrowable(event.getThrowable());
        if (isRefusal(failure)) {
            LOG.warn("{}", LogLine.sanitize("A message of a page was refused: " + failure, MAX_LOG_LENGTH));
            LOG.debug("It was refused here", failure);
        } else {
            super.error(event);
        }
    }

    /** Returns whether the error occurred while Vaadin read a message, with none of our code on the stack. */
    static boolean isRefusal(Throwable failure) {
        var ours = false;
        var messages = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var frames = Arrays.stream(cause.getStackTrace())
                    .map(StackTraceElement::getClassName)
                    .takeWhile(name -> !name.startsWith(VAADIN_MESSAGE_PACKAGE))
                    .toList();
            ours |= frames.stream().anyMatch(name -> name.startsWith(OWN_PACKAGES) && !name.startsWith(GUARD_PACKAGE));
            messages |= frames.size() < cause.getStackTrace().length;
        }
        return messages && !ours;
    }
}
