package io.drawdown.console.frame;

import com.vaadin.flow.component.UI;
import io.drawdown.audit.spi.CurrentPage;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the audit trail which page a person has in front of them: what the browser asks for while it is open doesn't say. */
@Component
class VisiblePage implements CurrentPage {

    @Override
    public Optional<String> path() {
        return Optional.ofNullable(UI.getCurrent()).map(UI::getInternals).map(page -> {
            var location = page.hasLastHandledLocation() ? page.getLastHandledLocation() : page.getActiveViewLocation();
            return "/" + location.getPath();
        });
    }
}
