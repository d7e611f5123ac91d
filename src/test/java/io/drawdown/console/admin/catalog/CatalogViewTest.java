package io.drawdown.console.admin.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.drawdown.account.model.Role;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.list.DataGrid;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A test of a page of the catalogue, by an admin. */
public abstract class CatalogViewTest extends ConsoleTest {

    @Autowired
    public World world;

    @Autowired
    public Regions regions;

    @Autowired
    public Specifications specifications;

    @Autowired
    public ListPrices listPrices;

    @Autowired
    public Offers offers;

    @Autowired
    TestClock clock;

    @BeforeEach
    void begin() {
        clock.set(TestClock.START);
        signInAs(Role.ADMIN);
    }

    /** That a page is in the menu and opens for admins, and for nobody else. */
    public void assertForAdminsOnly(String path, String title, Class<? extends Component> view) {
        open("", Main.class);
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).contains(title);
        signInAs(Role.SUPPORT);
        open(path, Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(view);
        signInAsCustomerOf(world.accountNamed("Acme"));
        open(path, Main.class);
        assertThat(getCurrentView()).isNotInstanceOf(view);
    }

    public Button button(String text) {
        return $(Button.class).all().stream()
                .filter(one -> one.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** The button with this text in a column of the first row. */
    public Button buttonInRow(Class<? extends DataGrid<?>> table, int column, String text) {
        return descendants(test($view(table).single()).getCellComponent(0, column))
                .filter(component ->
                        component instanceof Button button && button.getText().equals(text))
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** A component and all that it contains. */
    public static Stream<Component> descendants(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(CatalogViewTest::descendants));
    }

    /** The field of the open dialog with this label. */
    public <F extends AbstractField<?, ?>> F field(Class<F> type, String label) {
        return $(type).all().stream()
                .filter(field -> label.equals(((HasLabel) field).getLabel()))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    public static void assertRefused(AbstractField<?, ?> field, String message) {
        assertThat(((HasValidationProperties) field).isInvalid()).as(message).isTrue();
        assertThat(field.getElement().getProperty("errorMessage")).isEqualTo(message);
    }

    public boolean isDialogOpen() {
        return $(Dialog.class).exists();
    }

    /** What the page says under its header. */
    public String noticeText() {
        return text($view(Notice.class).all().getFirst());
    }

    /** What the open dialog says above its fields. */
    public String dialogNoticeText() {
        return text($(Notice.class, $(Dialog.class).single()).all().getFirst());
    }

    public static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
