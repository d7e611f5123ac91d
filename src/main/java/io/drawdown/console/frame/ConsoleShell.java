package io.drawdown.console.frame;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/**
 * The shell of every page: it loads the theme, our styles and scripts, and light or dark mode before the first paint.
 * Updates are pushed to open pages.
 */
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles/drawdown.css")
class ConsoleShell implements AppShellConfigurator {

    @Override
    public void configurePage(AppShellSettings settings) {
        addScript(settings, "color-scheme");
        addScript(settings, "drafts");
        addScript(settings, "live");
        settings.addFavIcon("icon", "styles/logo.svg", "any");
        settings.addMetaTag("color-scheme", "light dark");
    }

    private static void addScript(AppShellSettings settings, String name) {
        settings.addInlineFromFile(
                Inline.Position.PREPEND, "META-INF/resources/scripts/" + name + ".js", Inline.Wrapping.JAVASCRIPT);
    }
}
