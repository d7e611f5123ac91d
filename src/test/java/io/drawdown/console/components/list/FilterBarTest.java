package io.drawdown.console.components.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.address.ParameterFormat;
import io.drawdown.console.components.field.DayField;
import io.drawdown.quota.packages.PackageStatus;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The filters of a list: declared once, read from the address, shown in fields. */
class FilterBarTest extends ConsoleTest {

    private final FilterBar bar =
            new FilterBar("packages", "package", "packages", QueryParameters.of("account", "acme"));
    private final Filter<String> text = bar.search("text", "Search", "Name");
    private final Filter<PackageStatus> status =
            bar.choice("status", "Status", PackageStatus.values(), Enum::name).startingWith(PackageStatus.IN_EFFECT);
    private final DayRange days = bar.days("From");
    private final AtomicInteger shown = new AtomicInteger();

    @BeforeEach
    void show() {
        signInAs(Role.ADMIN);
        UI.getCurrent().add(bar);
        bar.onChange(shown::incrementAndGet);
    }

    @Test
    void readsFiltersFromAddress() {
        bar.open(QueryParameters.fromString("text=a+b&status=used-up&from=2026-11-01&to=2026-11-30&account=acme"));

        assertThat(text.value()).isEqualTo("a b");
        assertThat(status.value()).isEqualTo(PackageStatus.USED_UP);
        assertThat(days.start(ZoneOffset.UTC)).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(days.end(ZoneOffset.UTC)).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(bar.isUnfiltered()).isFalse();
        assertThat(search().getValue()).isEqualTo("a b");
        assertThat(day("To").read()).isEqualTo(LocalDate.parse("2026-11-30"));
    }

    @Test
    void ignoresValuesThatAreNotValid() {
        bar.open(QueryParameters.fromString("text=+&status=danced&from=+10000-01-01&to=yesterday"));

        assertThat(text.value()).isNull();
        assertThat(status.value()).isEqualTo(PackageStatus.IN_EFFECT);
        assertThat(days.start(ZoneOffset.UTC)).isNull();
        assertThat(bar.isUnfiltered()).isTrue();
        assertThat(day("To").getValue()).isEqualTo("yesterday");
        assertThat(day("To").isInvalid()).isTrue();
    }

    @Test
    void showsListAgainWhenFilterChanges() {
        bar.open(QueryParameters.empty());

        test(search()).setValue("train");

        assertThat(shown).hasValue(1);
        assertThat(text.value()).isEqualTo("train");
        assertThat(addressText()).startsWith("packages?").contains("account=acme", "text=train");

        bar.clear();
        assertThat(shown).hasValue(2);
        assertThat(text.value()).isNull();
        assertThat(search().getValue()).isEmpty();
        assertThat(addressText()).isEqualTo("packages?account=acme");
    }

    @Test
    void doesNotFilterWhileDayIsUnreadable() {
        bar.open(QueryParameters.fromString("to=yesterday"));

        test(search()).setValue("train");
        bar.setCount(7);

        assertThat(shown).hasValue(0);
        assertThat(text.value()).isNull();
        assertThat(count()).isEqualTo("Not filtered yet: correct what is marked");
    }

    @Test
    void sharesFieldBetweenFilters() {
        var owner = new ComboBox<String>("Owner", "acme", "platform");
        var account = bar.choice(
                "owner",
                ParameterFormat.TEXT,
                owner,
                () -> "acme".equals(owner.getValue()) ? "acme" : null,
                owner::setValue);
        var platform = bar.choice(
                "of",
                ParameterFormat.FLAG,
                owner,
                () -> "platform".equals(owner.getValue()) ? true : null,
                any -> owner.setValue("platform"));

        bar.open(QueryParameters.of("of", "true"));

        assertThat(account.value()).isNull();
        assertThat(platform.value()).isTrue();
        assertThat(owner.getValue()).isEqualTo("platform");
        assertThat(bar.getChildren().filter(owner::equals)).hasSize(1);
    }

    private TextField search() {
        return (TextField) bar.getChildren().findFirst().orElseThrow();
    }

    private DayField day(String label) {
        return bar.getChildren()
                .filter(DayField.class::isInstance)
                .map(DayField.class::cast)
                .filter(field -> field.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private String count() {
        return bar.getChildren()
                .filter(Span.class::isInstance)
                .map(Span.class::cast)
                .findFirst()
                .orElseThrow()
                .getText();
    }

    /** The address that the browser is told to show. */
    private static String addressText() {
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .flatMap(pending -> pending.getInvocation().getParameters().stream())
                .map(String::valueOf)
                .map(text -> text.replace("\"", ""))
                .filter(text -> text.startsWith("packages"))
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
