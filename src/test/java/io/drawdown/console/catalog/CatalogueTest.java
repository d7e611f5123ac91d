package io.drawdown.console.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.drawdown.Fixture;
import io.drawdown.TestClock;
import io.drawdown.account.Role;
import io.drawdown.catalog.Catalog;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.Shop;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Table;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A test of a page of the catalogue, by an admin. */
abstract class CatalogueTest extends ConsoleTest {

    @Autowired
    Shop shop;

    @Autowired
    Fixture fixture;

    @Autowired
    Catalog catalog;

    @Autowired
    TestClock clock;

    @BeforeEach
    void begin() {
        clock.set(TestClock.START);
        signInAs(Role.ADMIN);
    }

    /** That a page is in the menu and opens for admins, and for nobody else. */
    void assertForAdminsOnly(String path, String title, Class<? extends Component> view) {
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains(title);
        signInAs(Role.SUPPORT);
        open(path, Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(view);
        signInAsCustomerOf(shop.account("Acme"));
        open(path, Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(view);
    }

    Button button(String text) {
        return $(Button.class).all().stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** The button with this text in a column of the first row. */
    Button inRow(Class<? extends Table<?>> table, int column, String text) {
        return inside(test($view(table).single()).getCellComponent(0, column))
                .filter(component ->
                        component instanceof Button button && button.getText().equals(text))
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow();
    }

    static Stream<Component> inside(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(CatalogueTest::inside));
    }

    /** The field of the open dialog with this label. */
    <F extends AbstractField<?, ?>> F field(Class<F> type, String label) {
        return $(type).all().stream()
                .filter(field -> label.equals(((HasLabel) field).getLabel()))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    static void assertRefused(AbstractField<?, ?> field, String message) {
        assertThat(((HasValidationProperties) field).isInvalid()).as(message).isTrue();
        assertThat(field.getElement().getProperty("errorMessage")).isEqualTo(message);
    }

    boolean isOpen() {
        return $(Dialog.class).exists();
    }

    /** What the page says under its header. */
    String said() {
        return text($view(Notice.class).all().getFirst());
    }

    /** What the open dialog says above its fields. */
    String saidInDialog() {
        return text($(Notice.class, $(Dialog.class).single()).all().getFirst());
    }

    static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
