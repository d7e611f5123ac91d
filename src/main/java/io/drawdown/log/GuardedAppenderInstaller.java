package io.drawdown.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** Wraps every appender that Spring Boot has configured, for the console or a file, as text or JSON. */
final class GuardedAppenderInstaller implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            guard(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
        }
    }

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    private static void guard(Logger root) {
        List<Appender<ILoggingEvent>> unguarded = new ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(appender -> {
            if (!(appender instanceof GuardedAppender)) {
                unguarded.add(appender);
            }
        });
        unguarded.forEach(appender -> {
            var guarded = new GuardedAppender(appender);
            guarded.start();
            root.detachAppender(appender);
            root.addAppender(guarded);
        });
    }
}
