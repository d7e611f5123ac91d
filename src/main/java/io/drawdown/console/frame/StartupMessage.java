package io.drawdown.console.frame;

import io.drawdown.demo.Demo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs the address of the console and the demo's sign-in names once the program is ready. */
@Component
class StartupMessage {

    private static final Logger LOG = LoggerFactory.getLogger(StartupMessage.class);

    private final Demo demo;

    StartupMessage(Demo demo) {
        this.demo = demo;
    }

    @EventListener
    void announce(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            LOG.info(
                    "Drawdown is ready at http://localhost:{}",
                    context.getWebServer().getPort());
            if (!demo.signIns().isEmpty()) {
                LOG.info("This is a demo. Sign in as");
                demo.signIns()
                        .forEach(one -> LOG.info(
                                "  {} {} / {}", "%-28s".formatted(one.description()), one.username(), one.password()));
            }
        }
    }
}
