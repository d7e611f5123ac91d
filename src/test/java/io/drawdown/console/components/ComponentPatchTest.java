package io.drawdown.console.components;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.drawdown.console.components.quota.QuotaMeter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComponentPatchTest {

    @Test
    void changesOnlyDifferences() {
        var link = new Anchor("packages", "1 package");
        var shown = new Div(
                new QuotaMeter("Remaining", 7200, 10_800, StatusTone.WELL),
                link,
                new StatusBadge("In effect", StatusTone.WELL));
        var renewed = new Div(
                new QuotaMeter("Remaining", 0, 10_800, StatusTone.USED_UP),
                new Anchor("packages?x=1", "2 packages"),
                new StatusBadge("Used up", StatusTone.USED_UP));
        var expected = renewed.getElement().getOuterHTML();

        ComponentPatch.apply(shown, renewed);

        assertThat(shown.getElement().getOuterHTML()).isEqualTo(expected);
        assertThat(shown.getChildren()).contains(link);
    }

    @Test
    void addsAndRemovesChildren() {
        var shown = new Div(new Span("a"), new Span("b"), new Span("c"));

        ComponentPatch.apply(shown, new Div(new Anchor("x", "a"), new Span("d")));
        assertThat(texts(shown)).containsExactly("a", "d");
        assertThat(shown.getChildren().findFirst().orElseThrow()).isInstanceOf(Anchor.class);

        ComponentPatch.apply(shown, new Div(new Span("1"), new Span("2"), new Span("3"), new Div("4")));
        assertThat(texts(shown)).containsExactly("1", "2", "3", "4");

        ComponentPatch.apply(shown, new Div());
        assertThat(shown.getChildren()).isEmpty();
    }

    @Test
    void keepsDetailsOpen() {
        var details = new Details("Show as table", new Span("1"));
        var shown = new Div(details);
        details.setOpened(true);

        ComponentPatch.apply(shown, new Div(new Details("Show as table", new Span("2"))));

        assertThat(details.isOpened()).isTrue();
        assertThat(details.getContent().map(one -> one.getElement().getText())).containsExactly("2");
    }

    @Test
    void updatesVisibility() {
        var hidden = new Span("b");
        hidden.setVisible(false);
        var shown = new Div(new Span("a"));

        ComponentPatch.apply(shown, new Div(hidden));

        assertThat(shown.getChildren().noneMatch(Component::isVisible)).isTrue();
    }

    private static Stream<String> texts(Component component) {
        return component.getChildren().map(child -> child.getElement().getText());
    }
}
