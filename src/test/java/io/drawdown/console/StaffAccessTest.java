package io.drawdown.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.account.model.Role;
import io.drawdown.audit.AuditTrail;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.console.frame.account.AccountBanner;
import io.drawdown.console.frame.account.AccountPage;
import io.drawdown.notification.email.Recipients;
import io.drawdown.notification.webhook.Webhooks;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.data.domain.Pageable;
import org.springframework.util.ClassUtils;

/**
 * Every page about an account, as staff see it: under a banner, without anything that changes for support, whose look is on the
 * audit trail. A new page is found by itself; one whose address needs more than the account has a row in the table here.
 */
class StaffAccessTest extends ConsoleTest {

    /** Addresses that name what they show, with what this test's account has of it. */
    private static final Map<String, String> OF_SOMETHING = Map.of(
            "packages/:package", "packages/{package}",
            "usage/job", "usage/job?name=job-1");

    /** What buttons of these pages do that look at things only. */
    private static final Set<String> LOOKING = Set.of("−", "+", "Choose a day", "Usage Alert", "See your order");

    @Autowired
    private World world;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private Recipients recipients;

    @Autowired
    private Webhooks webhooks;

    @Autowired
    private TestClock clock;

    private String account;
    private String packageId;
    private String support;

    static Stream<Class<?>> pages() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(AccountPage.class));
        return scanner.findCandidateComponents("io.drawdown.console").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null));
    }

    @BeforeEach
    void openAccountWithSampleData() {
        clock.set(TestClock.START);
        support = World.code("sam");
        account = world.accountNamed("Acme Vision Ltd");
        var region = world.region("Asia/Shanghai");
        var specification = world.specification("V100", region);
        packageId = world.buy(account, world.monthlyOffer("V100 10 h", region, specification, 10), 1, TestClock.START)
                .resourcePackage()
                .id();
        clock.advance(Duration.ofHours(12));
        world.run(account, region, specification, "job-1", TestClock.START, TestClock.START.plus(Duration.ofHours(9)));
        world.run(account, region, specification, "job-2", TestClock.START, TestClock.START.plus(Duration.ofHours(9)));
        world.asSystem(() -> recipients.put(account, List.of("li@example.com")));
        world.asSystem(() -> webhooks.create(account, "https://hooks.example.invalid/a", null));
    }

    @Test
    void coversEveryAccountPage() {
        assertThat(pages()).hasSizeGreaterThanOrEqualTo(9);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void recordsReadAccessOfSupport(Class<?> page) {
        signInAs(support, Role.SUPPORT);

        visit(page);

        var path = UI.getCurrent().getActiveViewLocation().getPath();
        assertThat(entries()).anySatisfy(entry -> {
            assertThat(entry.what()).isEqualTo(AuditAction.ACCOUNT_LOOKED_AT);
            assertThat(entry.account()).isEqualTo(account);
            assertThat(entry.subject()).isEqualTo("/" + path);
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void offersSupportNoChangingActions(Class<?> page) {
        signInAs(support, Role.SUPPORT);

        visit(page);

        assertThat($view(Button.class).all().stream()
                        .filter(Component::isVisible)
                        .filter(Button::isEnabled)
                        .map(StaffAccessTest::words))
                .as("what buttons do; one that only looks belongs in the table of this test")
                .isSubsetOf(LOOKING);
        assertThat(Stream.concat(
                        $view(Anchor.class).all().stream().map(Anchor::getHref),
                        $view(RouterLink.class).all().stream().map(RouterLink::getHref)))
                .as("links")
                .noneMatch(href -> href.startsWith("buy"));
        assertThat($(SideNavItem.class).all()).extracting(SideNavItem::getLabel).doesNotContain("Buy Package");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsAccountBannerToStaff(Class<?> page) {
        signInAs(support, Role.SUPPORT);
        visit(page);
        assertThat(text($view(AccountBanner.class).single()))
                .contains(
                        "The account of Acme Vision Ltd (" + account + ").",
                        "You see what the customer sees and can’t change anything.");
        assertThat(((Component) getCurrentView()).getChildren().findFirst())
                .contains($view(AccountBanner.class).single());
        assertThat($(Anchor.class, $view(AccountBanner.class).single()).all())
                .extracting(Anchor::getHref)
                .containsExactly("accounts/" + account, "accounts");

        signInAs(Role.ADMIN);
        visit(page);
        assertThat(text($view(AccountBanner.class).single())).contains("You act for the customer");

        signInAsCustomerOf(account);
        visit(page);
        assertThat($view(AccountBanner.class).all()).isEmpty();
    }

    private void visit(Class<?> page) {
        var route = page.getAnnotation(Route.class).value();
        var address = OF_SOMETHING.getOrDefault(route, route).replace("{package}", packageId);
        assertThat(address)
                .as("an address that names what it shows: %s", page.getSimpleName())
                .doesNotContain(":");
        open(address + (address.contains("?") ? "&" : "?") + "account=" + account, Component.class);
        assertThat(getCurrentView()).isInstanceOf(page);
    }

    private List<AuditEntry> entries() {
        return world.asSystem(() -> trail.list(new AuditFilter(null, support, null, account, null, null))
                .page(Pageable.unpaged())
                .getContent());
    }

    private static String words(Button button) {
        return button.getText().isEmpty() ? button.getAriaLabel().orElse("") : button.getText();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
