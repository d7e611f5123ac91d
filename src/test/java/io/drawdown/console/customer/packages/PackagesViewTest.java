package io.drawdown.console.customer.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.model.Role;
import io.drawdown.console.ConsoleTest;
import io.drawdown.console.components.LinkButton;
import io.drawdown.console.components.StatusBadge;
import io.drawdown.console.components.label.CatalogNamesLoader;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.PackageFilter;
import io.drawdown.quota.packages.PackageStatus;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PackagesViewTest extends ConsoleTest {

    private static final Instant NOW = TestClock.START;

    @Autowired
    private World world;

    @Autowired
    private TestClock clock;

    @Autowired
    private Packages packages;

    @Autowired
    private CatalogNamesLoader catalogNames;

    private String account;
    private String north;
    private String east;
    private String v100;

    @BeforeEach
    void openShop() {
        clock.set(NOW);
        account = world.accountNamed("Acme Vision Ltd");
        north = world.region("Asia/Shanghai");
        east = world.region("Europe/Berlin");
        v100 = world.specification("V100", north, east);
    }

    @Test
    void listsNewestPackagesFirst() {
        world.buy(account, world.monthlyOffer("V100 100 h", north, v100, 100), 3, null);
        clock.advance(Duration.ofMinutes(1));
        var newest =
                world.buy(account, world.monthlyOffer("V100 50 h", east, v100, 50), 1, NOW.plus(Duration.ofDays(2)));
        signInAsCustomerOf(account);

        open("packages", PackagesView.class);

        var table = test($view(PackageGrid.class).single());
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getRow(0).id()).isEqualTo(newest.resourcePackage().id());
        assertThat(((RouterLink) table.getCellComponent(0, 0)).getText()).isEqualTo("V100 50 h ×\u00a01");
        assertThat(((RouterLink) table.getCellComponent(0, 0)).getHref())
                .isEqualTo("packages/" + newest.resourcePackage().id());
        assertThat(table.getCellText(0, 1)).isEqualTo("V100");
        assertThat(table.getCellText(0, 2)).isEqualTo(east);
        assertThat(table.getCellText(0, 4)).isEqualTo("24 Nov 2026, 11:00");
        assertThat(table.getCellComponent(0, 5).getElement().getTextRecursively())
                .isEqualTo("24 Dec 2026, 23:59Europe/Berlin");
        assertThat(((StatusBadge) table.getCellComponent(0, 6)).getText()).isEqualTo("Not yet effective");
        assertThat(table.getCellText(0, 7)).isEqualTo(newest.number());
        assertThat(((StatusBadge) table.getCellComponent(1, 6)).getText()).isEqualTo("In effect");
        assertThat(count()).isEqualTo("2\u00a0packages");
    }

    @Test
    void showsLowStatusWhenFifthIsLeft() {
        var offer = world.monthlyOffer("V100 10 h", north, v100, 10);
        world.buy(account, offer, 1, null);
        clock.advance(Duration.ofHours(8));
        world.run(account, north, v100, "job", NOW, NOW.plus(Duration.ofHours(8)));
        signInAsCustomerOf(account);

        open("packages", PackagesView.class);

        assertThat(((StatusBadge) test($view(PackageGrid.class).single()).getCellComponent(0, 6)).getText())
                .isEqualTo("Low");
    }

    @Test
    void readsFiltersFromAddress() {
        var inNorth = world.buy(account, world.monthlyOffer("V100 100 h", north, v100, 100), 1, null);
        world.buy(account, world.monthlyOffer("V100 100 h", north, v100, 100), 1, NOW.plus(Duration.ofDays(1)));
        world.buy(account, world.monthlyOffer("V100 50 h", east, v100, 50), 1, null);
        signInAsCustomerOf(account);

        open(
                "packages?region=" + north + "&specification=" + v100 + "&status=in-effect&search=100+H",
                PackagesView.class);

        var table = test($view(PackageGrid.class).single());
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.getRow(0).id()).isEqualTo(inNorth.resourcePackage().id());
        assertThat($view(TextField.class).single().getValue()).isEqualTo("100 H");
        assertThat($view(ComboBox.class).all())
                .extracting(ComboBox::getValue)
                .containsExactly(north, v100, PackageStatus.IN_EFFECT);
        assertThat(count()).isEqualTo("1\u00a0package");
    }

    @Test
    void ignoresInvalidFiltersInAddress() {
        world.buy(account, world.monthlyOffer("V100 100 h", north, v100, 100), 1, null);
        signInAsCustomerOf(account);

        open("packages?status=splendid&search=&view=cellar", PackagesView.class);

        assertThat(test($view(PackageGrid.class).single()).size()).isEqualTo(1);
    }

    @Test
    void filtersByChoiceAndText() {
        world.buy(account, world.monthlyOffer("V100 100 h", north, v100, 100), 1, null);
        world.buy(account, world.monthlyOffer("V100 50 h", east, v100, 50), 1, null);
        signInAsCustomerOf(account);
        open("packages", PackagesView.class);
        var table = test($view(PackageGrid.class).single());

        test((ComboBox<?>) $view(ComboBox.class).all().getFirst()).selectItem(east);
        assertThat(table.size()).isEqualTo(1);
        assertThat(count()).isEqualTo("1\u00a0package");

        test($view(TextField.class).single()).setValue("100 h");
        assertThat($view(H2.class).single().getText()).isEqualTo("No packages match these filters");

        test($view(Button.class).withText("Clear filters").single()).click();
        assertThat(table.size()).isEqualTo(2);
        assertThat($view(TextField.class).single().getValue()).isEmpty();
    }

    @Test
    void showsEmptyStateWithoutPackages() {
        signInAsCustomerOf(account);

        open("packages", PackagesView.class);

        assertThat($view(H2.class).single().getText()).isEqualTo("No packages yet");
        assertThat($view(LinkButton.class).all())
                .extracting(LinkButton::getHref)
                .contains("buy");
        assertThat($view(TextField.class).all()).isEmpty();
    }

    @Test
    void isReadOnlyForSupport() {
        world.buy(account, world.monthlyOffer("V100 100 h", north, v100, 100), 1, null);
        signInAs(Role.SUPPORT);

        open("packages?account=" + account, PackagesView.class);

        assertThat(test($view(PackageGrid.class).single()).size()).isEqualTo(1);
        assertThat($view(LinkButton.class).all())
                .extracting(LinkButton::getText)
                .containsExactly("Export CSV");
    }

    @Test
    void sumsBalancesByKind() {
        var offer = world.monthlyOffer("V100 100 h", north, v100, 100);
        world.buy(account, offer, 1, null);
        world.buy(account, offer, 2, null);
        world.buy(account, offer, 1, NOW.plus(Duration.ofDays(1)));
        signInAsCustomerOf(account);

        open("packages?view=kinds", PackagesView.class);

        var table = test($view(QuotaKindGrid.class).single());
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.getRow(0).totalNodeSeconds()).isEqualTo(300 * 3600);
        assertThat(table.getCellText(0, 2)).isEqualTo("All activities");
        var link = (RouterLink) table.getCellComponent(0, 5);
        assertThat(link.getText()).isEqualTo("2\u00a0packages");
        assertThat(link.getHref())
                .startsWith("packages?")
                .contains("region=" + north, "specification=" + v100, "status=in-effect");
        assertThat(((Anchor) table.getCellComponent(0, 6)).getHref())
                .startsWith("buy?")
                .contains("region=" + north, "specification=" + v100);
    }

    @Test
    void saysWhenAKindRunsOut() {
        world.buy(account, world.monthlyOffer("V100 100 h", north, v100, 100), 1, null);
        world.start(account, north, v100, "train", 10, NOW);
        signInAsCustomerOf(account);

        open("packages?view=kinds", PackagesView.class);

        var table = test($view(QuotaKindGrid.class).single());
        assertThat(table.getCellComponent(0, 3).getElement().getTextRecursively())
                .contains("At the current rate: runs out 23 Nov, 04:00");
    }

    @Test
    void listsNewestDeductionsFirstWithPackages() {
        var order = world.buy(account, world.monthlyOffer("V100 100 h", north, v100, 100), 2, null);
        clock.advance(Duration.ofHours(2));
        var record = world.run(account, north, v100, "job-1", NOW, NOW.plus(Duration.ofHours(2)));
        world.voidUsage(account, record);
        signInAsCustomerOf(account);
        open("packages", PackagesView.class);

        test($view(RouterLink.class).withText("Deductions").single()).click();

        var table = test($view(DeductionGrid.class).single());
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getRow(0).reversal()).isTrue();
        assertThat(table.getCellText(0, 4)).isEqualTo("+2.00");
        assertThat(table.getCellText(0, 5)).isEqualTo("200.00");
        assertThat(table.getCellText(1, 4)).isEqualTo("−2.00");
        assertThat(table.getCellText(1, 2)).isEqualTo("22 Nov 2026, 18:00");
        var link = (RouterLink) table.getCellComponent(1, 1);
        assertThat(link.getText()).isEqualTo("V100 100 h ×\u00a02");
        assertThat(link.getHref())
                .isEqualTo("packages/" + order.resourcePackage().id());
    }

    @Test
    void exportsFilteredPackages() throws IOException {
        var order = world.buy(account, world.monthlyOffer("=HYPERLINK(\"x\")", north, v100, 1500), 1, null);
        world.buy(account, world.monthlyOffer("V100 50 h", east, v100, 50), 1, null);
        signInAsCustomerOf(account);

        var written = new StringWriter();
        PackageExport.create(
                        () -> packages.list(account, new PackageFilter(north, null, null, null)),
                        catalogNames.load(),
                        account)
                .write(written);

        assertThat(written.toString().substring(1).lines())
                .containsExactly(
                        "Package,Specification,Region,Covers,Quantity,Total (node-hours),Remaining (node-hours),"
                                + "Effective,Valid until,Zone,Status,Order,Offer",
                        "\"'=HYPERLINK(\"\"x\"\")\",V100,%s,All activities,1,1500.00,1500.00,".formatted(north)
                                + "2026-11-22 18:00:00,2026-12-22 23:59:59,Asia/Shanghai,In effect,%s,%s"
                                        .formatted(order.number(), order.offer()));
    }

    private String count() {
        return $view(Span.class).withClassName("count").single().getText();
    }
}
