package io.drawdown.console.frame;

import com.vaadin.flow.component.UI;
import io.drawdown.audit.spi.CurrentPage;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Provides the audit trail with the page that the user has open. The requests of an open page don't contain its path.
 */
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
