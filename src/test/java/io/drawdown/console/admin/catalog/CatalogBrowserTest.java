package io.drawdown.console.admin.catalog;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.drawdown.account.Users;
import io.drawdown.account.model.Role;
import io.drawdown.base.Money;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.Pool;
import io.drawdown.testing.BrowserTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CatalogBrowserTest extends BrowserTest {

    @Autowired
    World world;

    @Autowired
    Users users;

    @Autowired
    Regions regions;

    @Autowired
    ListPrices listPrices;

    @Autowired
    Offers offers;

    @Autowired
    TestClock clock;

    private String region;
    private String v100;
    private String offer;

    @BeforeEach
    void signIn() {
        clock.set(TestClock.START);
        region = world.region("Asia/Shanghai");
        v100 = world.specification("V100", region);
        offer = world.monthlyOffer("V100 10 h", region, v100, 10);
        world.asSystem(() -> listPrices.put(new ListPrice(
                region, v100, Pool.PUBLIC, Money.of("24.00", "CNY"), TestClock.START.plusSeconds(86_400))));
        world.monthlyOffer("Unpriced", region, world.specification("Unpriced"), 10);
        var name = World.code("sam");
        world.asSystem(() -> {
            users.put(name, "Sam Reed", "a long password", Role.ADMIN, null);
            return null;
        });
        signIn(name, "a long password");
    }

    @Test
    void editsCatalogByKeyboard() {
        var code = World.code("tokyo");
        page.navigate("/regions");
        button("Add a region …").focus();
        page.keyboard().press("Enter");
        assertThat(input("Code")).isFocused();
        page.keyboard().type(code);
        page.keyboard().press("Tab");
        page.keyboard().type("Tokyo");
        page.keyboard().press("Tab");
        page.keyboard().type("toky");
        assertThat(page.locator("vaadin-combo-box-item").first()).containsText("Asia/Tokyo · 19:00 now");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.getByLabel("Packages are sold here")).isFocused();
        page.keyboard().press("Space");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(button("Add")).isFocused();
        page.keyboard().press("Enter");

        assertThat(page.locator(".notice")).hasText("Tokyo (" + code + ") is added.");
        Assertions.assertThat(regions.find(code).orElseThrow().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        Assertions.assertThat(regions.find(code).orElseThrow().sellsPackages()).isFalse();
    }

    @Test
    void takesOfferOffSaleAndBackAndDeletesIt() {
        page.navigate("/offers?region=" + region);
        page.getByLabel("Search", new GetByLabelOptions().setExact(true)).fill("V100");
        assertThat(page).hasURL(Pattern.compile("text=V100"));
        assertThat(page.locator("vaadin-grid strong:visible")).hasCount(1);
        page.reload();
        button("Take off sale: " + offer).click();
        assertThat(page.locator(".notice")).containsText("V100 10 h is off sale.");
        assertThat(button("Undo")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".notice")).containsText("V100 10 h is on sale.");

        page.getByRole(AriaRole.MENUITEM, new GetByRoleOptions().setName("More for " + offer))
                .click();
        page.getByRole(AriaRole.MENUITEM, new GetByRoleOptions().setName("Delete …"))
                .click();
        button("Delete").click();
        assertThat(page.locator(".notice")).hasText("V100 10 h (" + offer + ") is deleted.");
        Assertions.assertThat(offers.find(offer)).isEmpty();
    }

    @Test
    void setsListPrice() {
        page.navigate("/list-prices?region=" + region);
        assertThat(page.locator(".notice-warning")).containsText("Usage there is rejected");
        page.getByRole(
                        AriaRole.LINK,
                        new GetByRoleOptions().setName("List prices of V100 in " + region + ", public pool"))
                .click();
        assertThat(page.locator(".timeline li")).hasCount(2);
        button("New price …").click();
        page.getByLabel("Price of a node-hour").fill("22.5");
        page.getByLabel("At a chosen time").click();
        input("Applies from").fill("2026-11-01 00:00");
        page.keyboard().press("Enter");
        assertThat(page.locator("vaadin-dialog")).containsText("This time is in the past. Settled usage");
        button("Set the price").click();

        assertThat(page.locator(".notice"))
                .containsText("costs ¥\u00a022.50 a node-hour from 1 Nov 2026, 00:00 Asia/Shanghai on.");
        assertThat(page.locator(".timeline li")).hasCount(3);
    }

    @Test
    void isAccessibleOnEveryScreenSize() {
        var dialogs = List.of(
                new String[] {"/regions?text=" + region, "Edit " + region},
                new String[] {"/specifications?text=" + v100, "Edit " + v100},
                new String[] {
                    "/list-prices?region=" + region + "&specification=" + v100,
                    "New price of " + v100 + " in " + region + ", public pool"
                },
                new String[] {
                    "/list-prices/history?region=" + region + "&specification=" + v100 + "&pool=public", "New price …"
                },
                new String[] {"/offers?region=" + region + "&specification=" + v100, "Edit " + offer});
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            for (var width : new int[] {1440, 390}) {
                page.setViewportSize(width, 900);
                for (var one : dialogs) {
                    page.navigate(one[0]);
                    assertThat(button(one[1])).isVisible();
                    assertAccessible(page);
                    assertFits();
                    button(one[1]).click();
                    assertThat(button("Cancel")).isVisible();
                    assertAccessible(page);
                    assertFits();
                }
            }
        }
    }

    private Locator button(String name) {
        return page.getByRole(
                        AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .locator("visible=true")
                .first();
    }

    private Locator input(String label) {
        return page.getByLabel(label, new GetByLabelOptions().setExact(true));
    }

    private void assertFits() {
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assertions.assertThat(overflow).as("what overflows at %s", page.url()).isEqualTo(0);
    }
}
