package io.drawdown.console;

import io.drawdown.demo.Demo;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says, once the program is ready, where to find it and with whom the demo can be looked at. */
@Component
class Announcement {

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final Demo demo;

    Announcement(Demo demo) {
        this.demo = demo;
    }

    @EventListener
    void announce(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext context && context.getWebServer() != null) {
            LOG.info("Drawdown is ready at http://localhost:{}{}", context.getWebServer().getPort(), demoSignIns());
        }
    }

    private String demoSignIns() {
        var lines = demo.signIns().stream()
                .map(one -> "%n  %-28s %s / %s".formatted(one.what(), one.username(), one.password()))
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "%n%nThis is a demo. Sign in as".formatted() + lines + "%n".formatted();
    }
}
