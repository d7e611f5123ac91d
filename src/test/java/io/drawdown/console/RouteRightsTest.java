package io.drawdown.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteConfiguration;
import io.drawdown.console.frame.account.CurrentAccount;
import io.drawdown.rights.AccessRule;
import io.drawdown.rights.Actor;
import io.drawdown.rights.RightsTable;
import io.drawdown.testing.World;
import io.drawdown.usage.UsageImports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Every page of the console, opened by everybody, for one account where it is about one. */
class RouteRightsTest extends ConsoleTest {

    private static final RightsTable TABLE = RightsTable.of("routes");
    private static final String HOME = "(home)";

    @Autowired
    private World world;

    @Autowired
    private UsageImports imports;

    private String account;
    private String another;
    private String packageId;
    private String region;
    private String specification;
    private String rejectedEvent;
    private String usageImport;

    @BeforeEach
    void openAccounts() {
        account = world.accountNamed("Acme Vision Ltd");
        another = world.accountNamed("Borealis Labs");
        region = world.region("UTC");
        specification = world.specification("V100", region);
        packageId = world.buy(account, world.monthlyOffer("V100 10 h", region, specification, 10), 1, null)
                .resourcePackage()
                .id();
        rejectedEvent = Long.toString(world.reject(account, "mislaid"));
        world.run(account, region, specification, "train", World.NOW.minusSeconds(60), World.NOW);
        usageImport = world.asSystem(this::importNothing);
    }

    private String importNothing() {
        try {
            return imports.start(
                            new UsageImports.NewImport(World.code("import"), "csv", null),
                            new ByteArrayInputStream("account\n".getBytes(StandardCharsets.UTF_8)))
                    .id();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Test
    void listsEveryRouteInTable() {
        assertThat(TABLE.rows().keySet()).isEqualTo(routes().keySet());
    }

    @TestFactory
    Stream<DynamicTest> opensRoutesAsTableSays() {
        return routes().keySet().stream()
                .map(route -> DynamicTest.dynamicTest(
                        "/" + route,
                        () -> assertThat(byPerson(actor -> shown(route, actor)))
                                .isEqualTo(byPerson(actor -> expected(route, actor)))));
    }

    private static Map<Actor, String> byPerson(Function<Actor, String> page) {
        var pages = new EnumMap<Actor, String>(Actor.class);
        Stream.of(Actor.values()).filter(actor -> !actor.isKey()).forEach(actor -> pages.put(actor, page.apply(actor)));
        return pages;
    }

    private static String expected(String route, Actor actor) {
        if (actor == Actor.NEWCOMER) {
            return "ChoosePasswordView";
        }
        return switch (TABLE.row(route).rule().answerTo(actor)) {
            case ALLOWED ->
                route.equals("sign-in/code")
                        ? "SignInView"
                        : routes().get(route).getSimpleName(); // after a password
            case UNAUTHENTICATED -> "SignInView";
            case FORBIDDEN, NOT_FOUND, NEVER_ASKED -> route.equals("choose-password") ? "OverviewView" : "NotFoundView";
        };
    }

    private String shown(String route, Actor actor) {
        signIn(actor, actor.account(account, another));
        var row = TABLE.row(route);
        var query = QueryParameters.fromString(
                row.note().replace("{region}", region).replace("{specification}", specification));
        var path = route.equals(HOME)
                ? ""
                : route.replace(":package", packageId)
                        .replace(":account", account)
                        .replace(":event", rejectedEvent)
                        .replace(":import", usageImport);
        UI.getCurrent()
                .navigate(
                        path,
                        row.rule() == AccessRule.READ || row.rule() == AccessRule.CHANGE
                                ? query.merging("account", account)
                                : query);
        return UI.getCurrent().getCurrentView().getClass().getSimpleName();
    }

    private static Map<String, Class<? extends Component>> routes() {
        var routes = new TreeMap<String, Class<? extends Component>>();
        RouteConfiguration.forApplicationScope().getAvailableRoutes().stream()
                .filter(route -> isOurs(route.getNavigationTarget()))
                .forEach(route -> routes.put(
                        route.getTemplate().isEmpty() ? HOME : route.getTemplate(), route.getNavigationTarget()));
        return routes;
    }

    private static boolean isOurs(Class<?> page) {
        return page.getProtectionDomain()
                .getCodeSource()
                .equals(CurrentAccount.class.getProtectionDomain().getCodeSource());
    }
}
