package io.drawdown.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.account.Access;
import io.drawdown.account.Accounts;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.OwnPassword;
import io.drawdown.account.SignInWaits;
import io.drawdown.account.UserSessions;
import io.drawdown.account.Users;
import io.drawdown.account.internal.SignInAttemptRepository;
import io.drawdown.account.internal.SignInAttemptRepository.Failures;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.Role;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.alert.settings.AlertSetting;
import io.drawdown.alert.settings.Threshold;
import io.drawdown.alert.settings.UsageAlert;
import io.drawdown.audit.entry.AuditEntry;
import io.drawdown.audit.entry.AuditFilter;
import io.drawdown.base.AuditAction;
import io.drawdown.base.Hash;
import io.drawdown.base.Money;
import io.drawdown.base.Precondition;
import io.drawdown.base.sql.Sql;
import io.drawdown.catalog.ListPrices;
import io.drawdown.catalog.Offers;
import io.drawdown.catalog.Regions;
import io.drawdown.catalog.Specifications;
import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.ListPrice;
import io.drawdown.catalog.model.NodeKind;
import io.drawdown.catalog.model.Offer;
import io.drawdown.catalog.model.Pool;
import io.drawdown.catalog.model.Region;
import io.drawdown.catalog.model.Specification;
import io.drawdown.integrity.IntegrityChecker;
import io.drawdown.integrity.IntegrityChecks;
import io.drawdown.notification.Deliveries;
import io.drawdown.notification.email.Confirmations;
import io.drawdown.notification.email.Recipients;
import io.drawdown.notification.webhook.Webhooks;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.order.NewOrder;
import io.drawdown.quota.FailingAccounts;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.TestClock;
import io.drawdown.testing.World;
import io.drawdown.usage.Corrections;
import io.drawdown.usage.RejectedEvents;
import io.drawdown.usage.Runs;
import io.drawdown.usage.UsageEvents;
import io.drawdown.usage.UsageImports;
import io.drawdown.usage.event.RejectedEvent;
import io.drawdown.usage.event.RejectedEventFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every method of a service that changes something is in one of the two tables here: it leaves one entry, or none and why. */
@DrawdownTest
class AuditedServicesTest {

    private static final Instant T = Instant.parse("2026-11-01T00:00:00Z");
    private static final String PASSWORD = "a-passphrase-that-nobody-may-read-again";
    private static final String SECRETS_DESCRIPTION = "they look like this in the database and nowhere else";

    private static final Map<String, String> NOT_AUDITED = Map.ofEntries(
            Map.entry("UsageEvents.report[Consumer]", "usage is its own trail: every event is kept for ever"),
            Map.entry("UsageEvents.report[List]", "usage is its own trail: every event is kept for ever"),
            Map.entry("UsageEvents.requireAllowed[]", "reads"),
            Map.entry("Runs.observe[List]", "a step of reporting usage, and nothing but when a job was heard of"),
            Map.entry("Runs.silentAfter[]", "reads"),
            Map.entry("SecondFactors.propose[]", "nothing is stored"),
            Map.entry("OwnPassword.enterAgain[String]", "it opens what is audited by itself"),
            Map.entry("Settlement.settle[List]", "a step of reporting usage, of an import or a replay"),
            Map.entry("Settlement.settle[List, Consumer]", "a step of an import"),
            Map.entry("Settlement.settle[List, Map, Consumer]", "a step of an import"),
            Map.entry("Inbox.markRead[String, String]", "whether a message was read is in the message"),
            Map.entry("Inbox.markAllRead[String]", "whether a message was read is in the message"),
            Map.entry("Webhooks.test[String, String]", "changes nothing here"),
            Map.entry("CrossingDetector.find[Collection, Instant]", "reads"),
            Map.entry("LiveBalances.*", "reads"),
            Map.entry("Users.findPasswordProblem[String, String, String, String]", "reads"),
            Map.entry("KnownBrowsers.remember[String, String]", "a browser's cookie, which gives no right"),
            Map.entry("UserSessions.begin[String, String, String]", "a sign-in, which the security log has"),
            Map.entry("UserSessions.use[String, Instant]", "when a session was last used"),
            Map.entry("UserSessions.close[String]", "a session that has ended by itself"),
            Map.entry("Users.updatePassword[UserDetails, String]", "the same password, hashed by another algorithm"),
            Map.entry("Corrections.previewSettleAgain[String, String, String]", "is taken back"),
            Map.entry("Settlement.refuse[List, ProblemException]", "a step of reporting usage"),
            Map.entry("Settlement.refuse[List, Map, ProblemException]", "a step of an import"),
            Map.entry("Settlement.replay[List, Consumer]", "a step of a replay"),
            Map.entry("UsageImports.stage[InputStream]", "records nothing; starting an import with it is audited"),
            Map.entry("UsageImports.preview[StagedHistory, ImportFormat]", "reads"),
            Map.entry("UsageImports.listColumnValues[StagedHistory, ImportFormat, String]", "reads"),
            Map.entry("UsageImports.discard[StagedHistory]", "deletes a file that nothing was imported of"),
            Map.entry("UsageImports.requireAllowed[]", "reads"));

    @Autowired
    ApplicationContext context;

    @Autowired
    AuditTrail trail;

    @Autowired
    World world;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    Regions regions;

    @Autowired
    Specifications specifications;

    @Autowired
    ListPrices listPrices;

    @Autowired
    Offers offers;

    @Autowired
    Accounts accounts;

    @Autowired
    Users users;

    @Autowired
    OwnPassword ownPassword;

    @Autowired
    SignInWaits waits;

    @Autowired
    UserSessions sessions;

    @Autowired
    Access access;

    @Autowired
    SignInAttemptRepository attempts;

    @Autowired
    ApiKeys keys;

    @Autowired
    Orders orders;

    @Autowired
    UsageAlerts alerts;

    @Autowired
    Recipients recipients;

    @Autowired
    Confirmations confirmations;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Deliveries deliveries;

    @Autowired
    FailingAccounts failing;

    @Autowired
    UsageEvents events;

    @Autowired
    RejectedEvents rejected;

    @Autowired
    UsageImports imports;

    @Autowired
    Corrections corrections;

    @Autowired
    Runs runs;

    @Autowired
    IntegrityChecker integrity;

    @Autowired
    IntegrityChecks integrityChecks;

    private final List<String> secrets = new ArrayList<>();
    private String account;
    private String region;
    private String specification;
    private Offer offer;

    @BeforeEach
    void setUp() {
        account = world.account();
        region = world.region();
        specification = world.specification();
        offer = world.offer(region, specification, 1);
        secrets.clear();
    }

    /** What somebody does, and what is entered then. */
    private record AuditedCall(String method, Role role, AuditAction what, ServiceCall act) {}

    private interface ServiceCall {
        ExpectedEntry run() throws IOException;
    }

    /** What an entry says, its values as JSON with the fields that matter. */
    private record ExpectedEntry(
            @Nullable String account,
            String subject,
            @Nullable String before,
            @Nullable String after) {}

    private List<AuditedCall> auditedCalls() {
        return List.of(
                new AuditedCall("Regions.put[Region]", Role.ADMIN, AuditAction.REGION_SET, () -> {
                    regions.put(new Region(region, "Another name", ZoneId.of("Asia/Shanghai"), true));
                    return new ExpectedEntry(
                            null,
                            region,
                            "{'name': 'A region', 'zone': 'UTC'}",
                            "{'name': 'Another name', 'zone': 'Asia/Shanghai'}");
                }),
                new AuditedCall("Specifications.put[Specification]", Role.ADMIN, AuditAction.SPECIFICATION_SET, () -> {
                    var code = World.code("gpu");
                    specifications.put(new Specification(code, "New", NodeKind.GPU, 8, 64, 1, "A100"));
                    return new ExpectedEntry(
                            null, code, null, "{'name': 'New', 'vcpus': 8, 'acceleratorModel': 'A100'}");
                }),
                new AuditedCall("ListPrices.put[ListPrice]", Role.ADMIN, AuditAction.PRICE_SET, () -> {
                    world.setPrice(region, specification, "3.60");
                    listPrices.put(new ListPrice(region, specification, Pool.PUBLIC, Money.of("4.2", "CNY"), T));
                    return new ExpectedEntry(
                            null,
                            region + " " + specification + " PUBLIC",
                            "{'perNodeHour': {'amount': '3.60', 'currency': 'CNY'}, 'from': '1970-01-01T00:00:00Z'}",
                            "{'perNodeHour': {'amount': '4.20', 'currency': 'CNY'}, 'from': '2026-11-01T00:00:00Z'}");
                }),
                new AuditedCall("Offers.put[Offer]", Role.ADMIN, AuditAction.OFFER_SET, () -> {
                    offers.put(new Offer(
                            offer.code(),
                            offer.name(),
                            region,
                            specification,
                            Set.of(Activity.TRAINING),
                            1,
                            12,
                            offer.price(),
                            false));
                    return new ExpectedEntry(null, offer.code(), "{'onSale': true}", "{'onSale': false}");
                }),
                new AuditedCall("Regions.putIf[Region, Precondition]", Role.ADMIN, AuditAction.REGION_SET, () -> {
                    regions.putIf(
                            new Region(region, "Another name", ZoneId.of("Asia/Shanghai"), true), Precondition.none());
                    return new ExpectedEntry(null, region, "{'name': 'A region'}", "{'name': 'Another name'}");
                }),
                new AuditedCall(
                        "Specifications.putIf[Specification, Precondition]",
                        Role.ADMIN,
                        AuditAction.SPECIFICATION_SET,
                        () -> {
                            var code = World.code("gpu");
                            specifications.putIf(
                                    new Specification(code, "New", NodeKind.GPU, 8, 64, 1, "A100"),
                                    Precondition.none());
                            return new ExpectedEntry(null, code, null, "{'name': 'New'}");
                        }),
                new AuditedCall("ListPrices.putIf[ListPrice, Precondition]", Role.ADMIN, AuditAction.PRICE_SET, () -> {
                    listPrices.putIf(
                            new ListPrice(region, specification, Pool.PUBLIC, Money.of("4.2", "CNY"), T),
                            Precondition.none());
                    return new ExpectedEntry(
                            null,
                            region + " " + specification + " PUBLIC",
                            null,
                            "{'perNodeHour': {'amount': '4.20', 'currency': 'CNY'}, 'from': '2026-11-01T00:00:00Z'}");
                }),
                new AuditedCall("Offers.putIf[Offer, Precondition]", Role.ADMIN, AuditAction.OFFER_SET, () -> {
                    offers.putIf(
                            new Offer(
                                    offer.code(),
                                    offer.name(),
                                    region,
                                    specification,
                                    Set.of(Activity.TRAINING),
                                    1,
                                    12,
                                    offer.price(),
                                    false),
                            Precondition.none());
                    return new ExpectedEntry(null, offer.code(), "{'onSale': true}", "{'onSale': false}");
                }),
                new AuditedCall("Accounts.putIf[Account, Precondition]", Role.ADMIN, AuditAction.ACCOUNT_SET, () -> {
                    accounts.putIf(
                            new Account(account, "Acme", Currency.getInstance("CNY"), ZoneId.of("UTC"), null),
                            Precondition.none());
                    return new ExpectedEntry(account, account, "{'zone': 'Asia/Shanghai'}", "{'zone': 'UTC'}");
                }),
                new AuditedCall("Regions.put[Region, Region]", Role.ADMIN, AuditAction.REGION_SET, () -> {
                    var seen = regions.find(region).orElseThrow();
                    regions.put(seen, new Region(region, "Another name", seen.zone(), true));
                    return new ExpectedEntry(null, region, "{'name': 'A region'}", "{'name': 'Another name'}");
                }),
                new AuditedCall(
                        "Specifications.put[Specification, Specification]",
                        Role.ADMIN,
                        AuditAction.SPECIFICATION_SET,
                        () -> {
                            var code = World.code("gpu");
                            specifications.put(null, new Specification(code, "New", NodeKind.GPU, 8, 64, 1, "A100"));
                            return new ExpectedEntry(
                                    null, code, null, "{'name': 'New', 'vcpus': 8, 'acceleratorModel': 'A100'}");
                        }),
                new AuditedCall("ListPrices.put[ListPrice, ListPrice]", Role.ADMIN, AuditAction.PRICE_SET, () -> {
                    listPrices.put(null, new ListPrice(region, specification, Pool.PUBLIC, Money.of("4.2", "CNY"), T));
                    return new ExpectedEntry(
                            null,
                            region + " " + specification + " PUBLIC",
                            null,
                            "{'perNodeHour': {'amount': '4.20', 'currency': 'CNY'}, 'from': '2026-11-01T00:00:00Z'}");
                }),
                new AuditedCall("Offers.put[Offer, Offer]", Role.ADMIN, AuditAction.OFFER_SET, () -> {
                    var seen = offers.find(offer.code()).orElseThrow();
                    offers.put(
                            seen,
                            new Offer(
                                    offer.code(),
                                    offer.name(),
                                    region,
                                    specification,
                                    Set.of(Activity.TRAINING),
                                    1,
                                    12,
                                    offer.price(),
                                    false));
                    return new ExpectedEntry(null, offer.code(), "{'onSale': true}", "{'onSale': false}");
                }),
                new AuditedCall("Regions.retire[String]", Role.ADMIN, AuditAction.REGION_SET, () -> {
                    var unsold = world.region();
                    regions.retire(unsold);
                    return new ExpectedEntry(null, unsold, "{'retired': false}", "{'retired': true}");
                }),
                new AuditedCall("Regions.restore[String]", Role.ADMIN, AuditAction.REGION_SET, () -> {
                    var unsold = world.region();
                    world.asSystem(() -> regions.retire(unsold));
                    regions.restore(unsold);
                    return new ExpectedEntry(null, unsold, "{'retired': true}", "{'retired': false}");
                }),
                new AuditedCall("Regions.remove[String]", Role.ADMIN, AuditAction.REGION_REMOVED, () -> {
                    var unsold = world.region();
                    regions.remove(unsold);
                    return new ExpectedEntry(null, unsold, "{'name': 'A region'}", null);
                }),
                new AuditedCall("Specifications.retire[String]", Role.ADMIN, AuditAction.SPECIFICATION_SET, () -> {
                    var unsold = world.specification();
                    specifications.retire(unsold);
                    return new ExpectedEntry(null, unsold, "{'retired': false}", "{'retired': true}");
                }),
                new AuditedCall("Specifications.restore[String]", Role.ADMIN, AuditAction.SPECIFICATION_SET, () -> {
                    var unsold = world.specification();
                    world.asSystem(() -> specifications.retire(unsold));
                    specifications.restore(unsold);
                    return new ExpectedEntry(null, unsold, "{'retired': true}", "{'retired': false}");
                }),
                new AuditedCall("Specifications.remove[String]", Role.ADMIN, AuditAction.SPECIFICATION_REMOVED, () -> {
                    var unsold = world.specification();
                    specifications.remove(unsold);
                    return new ExpectedEntry(null, unsold, "{'code': '%s'}".formatted(unsold), null);
                }),
                new AuditedCall(
                        "ListPrices.remove[String, String, Pool, Instant]",
                        Role.ADMIN,
                        AuditAction.PRICE_REMOVED,
                        () -> {
                            world.setPrice(region, specification, "3.60");
                            listPrices.remove(region, specification, Pool.PUBLIC, ListPrice.EARLIEST_FROM);
                            return new ExpectedEntry(
                                    null,
                                    region + " " + specification + " PUBLIC",
                                    "{'perNodeHour': {'amount': '3.60', 'currency': 'CNY'}}",
                                    null);
                        }),
                new AuditedCall("Accounts.suspend[String]", Role.ADMIN, AuditAction.ACCOUNT_SUSPENDED, () -> {
                    accounts.suspend(account);
                    return new ExpectedEntry(account, account, "{'state': 'ACTIVE'}", "{'state': 'SUSPENDED'}");
                }),
                new AuditedCall("Accounts.close[String]", Role.ADMIN, AuditAction.ACCOUNT_CLOSED, () -> {
                    accounts.close(account);
                    return new ExpectedEntry(account, account, "{'state': 'ACTIVE'}", "{'state': 'CLOSED'}");
                }),
                new AuditedCall("Accounts.activate[String]", Role.ADMIN, AuditAction.ACCOUNT_ACTIVATED, () -> {
                    world.asSystem(() -> accounts.close(account));
                    accounts.activate(account);
                    return new ExpectedEntry(account, account, "{'state': 'CLOSED'}", "{'state': 'ACTIVE'}");
                }),
                new AuditedCall("Offers.remove[String]", Role.ADMIN, AuditAction.OFFER_REMOVED, () -> {
                    offers.remove(offer.code());
                    return new ExpectedEntry(
                            null, offer.code(), "{'code': '%s', 'onSale': true}".formatted(offer.code()), null);
                }),
                new AuditedCall("Accounts.put[Account]", Role.ADMIN, AuditAction.ACCOUNT_SET, () -> {
                    accounts.put(new Account(
                            account, "Acme", Currency.getInstance("CNY"), ZoneId.of("UTC"), Money.of("100", "CNY")));
                    return new ExpectedEntry(
                            account,
                            account,
                            "{'zone': 'Asia/Shanghai', 'creditLimit': null}",
                            "{'zone': 'UTC', 'creditLimit': {'amount': '100.00', 'currency': 'CNY'}}");
                }),
                new AuditedCall("Accounts.open[Account]", Role.ADMIN, AuditAction.ACCOUNT_SET, () -> {
                    var code = World.accountCode();
                    accounts.open(new Account(code, "Acme", Currency.getInstance("CNY"), ZoneId.of("UTC"), null));
                    return new ExpectedEntry(code, code, null, "{'name': 'Acme', 'zone': 'UTC'}");
                }),
                new AuditedCall("Accounts.change[Account, Account]", Role.ADMIN, AuditAction.ACCOUNT_SET, () -> {
                    var seen = accounts.findAll(List.of(account)).get(account);
                    accounts.change(seen, new Account(account, "Acme", seen.currency(), ZoneId.of("UTC"), null));
                    return new ExpectedEntry(
                            account,
                            account,
                            "{'code': '%s', 'zone': 'Asia/Shanghai'}".formatted(account),
                            "{'code': '%s', 'zone': 'UTC'}".formatted(account));
                }),
                new AuditedCall(
                        "Users.put[String, String, String, Role, String]", Role.ADMIN, AuditAction.USER_SET, () -> {
                            var name = world.customer(account, PASSWORD + "-before");
                            users.put(name, "Li Wei", PASSWORD, Role.CUSTOMER, account);
                            return new ExpectedEntry(account, name, "{'newPassword': false}", "{'newPassword': true}");
                        }),
                new AuditedCall("Users.add[String, String, Role, String]", Role.ADMIN, AuditAction.USER_SET, () -> {
                    var name = World.code("li");
                    secrets.add(users.add(name, "Li Wei", Role.CUSTOMER, account));
                    return new ExpectedEntry(
                            account, name, null, "{'displayName': 'Li Wei', 'role': 'CUSTOMER', 'newPassword': true}");
                }),
                new AuditedCall(
                        "Users.renameIf[String, String, Precondition]", Role.ADMIN, AuditAction.USER_SET, () -> {
                            var name = world.customer(account, PASSWORD);
                            users.renameIf(name, "Li Na", Precondition.none());
                            return new ExpectedEntry(
                                    account, name, "{'displayName': 'Li Wei'}", "{'displayName': 'Li Na'}");
                        }),
                new AuditedCall(
                        "Users.bootstrap[String, String, String, boolean]", Role.ADMIN, AuditAction.USER_SET, () -> {
                            var name = World.code("root");
                            users.bootstrap(name, "Root", PASSWORD, false);
                            users.bootstrap(name, "Root", PASSWORD, false);
                            return new ExpectedEntry(null, name, null, "{'role': 'ADMIN', 'newPassword': true}");
                        }),
                new AuditedCall("Users.resetPassword[String]", Role.ADMIN, AuditAction.USER_SET, () -> {
                    var name = world.customer(account, PASSWORD);
                    secrets.add(users.resetPassword(name));
                    return new ExpectedEntry(account, name, "{'newPassword': false}", "{'newPassword': true}");
                }),
                new AuditedCall("SignInWaits.endForUser[String]", Role.ADMIN, AuditAction.SIGN_IN_WAIT_ENDED, () -> {
                    var name = world.customer(account, PASSWORD);
                    waits.endForUser(name);
                    return new ExpectedEntry(account, name, "{'waits': true}", "{'waits': false}");
                }),
                new AuditedCall("SignInWaits.endForNetwork[String]", Role.ADMIN, AuditAction.SIGN_IN_WAIT_ENDED, () -> {
                    var network = World.code("192.0.2");
                    attempts.insert(World.code("subject"), new Failures(30, TestClock.START, null), null, network);
                    waits.endForNetwork(network);
                    return new ExpectedEntry(null, network, "{'waits': true}", "{'waits': false}");
                }),
                new AuditedCall("UserSessions.end[String, String]", Role.ADMIN, AuditAction.SESSIONS_ENDED, () -> {
                    var name = world.customer(account, PASSWORD);
                    sessions.end(name, sessions.begin(name, null, null));
                    return new ExpectedEntry(account, name, "{'sessions': 1}", null);
                }),
                new AuditedCall("UserSessions.endAll[String]", Role.ADMIN, AuditAction.SESSIONS_ENDED, () -> {
                    var name = world.customer(account, PASSWORD);
                    sessions.begin(name, null, null);
                    sessions.begin(name, null, null);
                    sessions.endAll(name);
                    return new ExpectedEntry(account, name, "{'sessions': 2}", null);
                }),
                new AuditedCall("UserSessions.endOwn[String]", Role.ADMIN, AuditAction.SESSIONS_ENDED, () -> {
                    sessions.endOwn(sessions.begin(access.caller().name(), null, null));
                    return new ExpectedEntry(null, access.caller().name(), "{'sessions': 1}", null);
                }),
                new AuditedCall("UserSessions.endOwnOthers[]", Role.ADMIN, AuditAction.SESSIONS_ENDED, () -> {
                    sessions.begin(access.caller().name(), null, null);
                    sessions.endOwnOthers();
                    return new ExpectedEntry(null, access.caller().name(), "{'sessions': 1}", null);
                }),
                new AuditedCall("Users.remove[String]", Role.ADMIN, AuditAction.USER_REMOVED, () -> {
                    var name = world.customer(account, PASSWORD);
                    users.remove(name);
                    return new ExpectedEntry(account, name, "{'displayName': 'Li Wei', 'role': 'CUSTOMER'}", null);
                }),
                new AuditedCall(
                        "ApiKeys.create[String, String, Role, Instant]",
                        Role.ADMIN,
                        AuditAction.API_KEY_CREATED,
                        () -> {
                            var made = keys.create(
                                    account, "a scheduler", Role.METERING, Instant.parse("2027-11-01T00:00:00Z"));
                            secrets.add(made.key());
                            return new ExpectedEntry(
                                    account,
                                    "a scheduler",
                                    null,
                                    "{'id': %d, 'role': 'METERING', 'expiresAt': '2027-11-01T00:00:00Z'}"
                                            .formatted(made.id()));
                        }),
                new AuditedCall(
                        "ApiKeys.create[String, Role, Instant]", Role.ADMIN, AuditAction.API_KEY_CREATED, () -> {
                            var made = keys.create("a desk", Role.SUPPORT, null);
                            secrets.add(made.key());
                            return new ExpectedEntry(
                                    null,
                                    "a desk",
                                    null,
                                    "{'id': %d, 'role': 'SUPPORT', 'account': null}".formatted(made.id()));
                        }),
                new AuditedCall("ApiKeys.revoke[long]", Role.ADMIN, AuditAction.API_KEY_REVOKED, () -> {
                    var made = world.asSystem(() -> keys.create("a desk", Role.SUPPORT, null));
                    keys.revoke(made.id());
                    keys.revoke(made.id());
                    return new ExpectedEntry(
                            null,
                            "a desk",
                            "{'id': %d, 'revokedAt': null}".formatted(made.id()),
                            "{'id': %d, 'revokedAt': '2026-11-22T10:00:00Z'}".formatted(made.id()));
                }),
                new AuditedCall("ApiKeys.revoke[String, long]", Role.ADMIN, AuditAction.API_KEY_REVOKED, () -> {
                    var made = world.asSystem(() -> keys.create(account, "a scheduler", Role.METERING, null));
                    keys.revoke(account, made.id());
                    return new ExpectedEntry(
                            account,
                            "a scheduler",
                            "{'id': %d, 'revokedAt': null}".formatted(made.id()),
                            "{'id': %d, 'revokedAt': '2026-11-22T10:00:00Z'}".formatted(made.id()));
                }),
                new AuditedCall("ApiKeys.bootstrap[String]", Role.ADMIN, AuditAction.API_KEY_CREATED, () -> {
                    var key = "a-key-that-the-environment-sets-at-the-start";
                    secrets.add(key);
                    jdbc.sql(
                                    "update api_key set revoked_at = current_timestamp, revoked_by = 'a test', key_hash = null where name = 'bootstrap'")
                            .update();
                    keys.bootstrap(key);
                    var id = world.as(
                            Caller.SYSTEM,
                            () -> keys.authenticate(key).orElseThrow().keyId());
                    world.asSystem(this::createKey);
                    return new ExpectedEntry(
                            null, "bootstrap", null, "{'id': %d, 'role': 'ADMIN', 'account': null}".formatted(id));
                }),
                new AuditedCall(
                        "Orders.place[String, String, NewOrder]", Role.CUSTOMER, AuditAction.ORDER_PLACED, () -> {
                            var placed = orders.place(account, UUID.randomUUID().toString(), order())
                                    .order();
                            return new ExpectedEntry(
                                    account,
                                    placed.number(),
                                    null,
                                    "{'offer': '%s', 'quantity': 2, 'price': {'amount': '20.00', 'currency': 'CNY'}}"
                                            .formatted(offer.code()));
                        }),
                new AuditedCall("Orders.give[String, String, int, Instant]", Role.ADMIN, AuditAction.GIFT_GIVEN, () -> {
                    var given = orders.give(account, offer.code(), 3, null);
                    return new ExpectedEntry(
                            account,
                            given.title(),
                            null,
                            "{'id': '%s', 'source': 'GIFT', 'quantity': 3}".formatted(given.id()));
                }),
                new AuditedCall(
                        "Orders.give[String, String, String, int, Instant]", Role.ADMIN, AuditAction.GIFT_GIVEN, () -> {
                            var key = UUID.randomUUID().toString();
                            var given = orders.give(account, key, offer.code(), 3, null)
                                    .resourcePackage();
                            orders.give(account, key, offer.code(), 3, null);
                            return new ExpectedEntry(
                                    account,
                                    given.title(),
                                    null,
                                    "{'id': '%s', 'source': 'GIFT', 'quantity': 3}".formatted(given.id()));
                        }),
                new AuditedCall(
                        "UsageAlerts.put[String, UsageAlert]", Role.CUSTOMER, AuditAction.USAGE_ALERT_SET, () -> {
                            alerts.put(account, at(30));
                            return new ExpectedEntry(
                                    account,
                                    account,
                                    "{'own': false, 'settings': {'standard': {'thresholds': [{'type': 'PERCENTAGE', 'value': 20}]}}}",
                                    "{'own': true, 'settings': {'standard': {'thresholds': [{'type': 'PERCENTAGE', 'value': 30}]}}}");
                        }),
                new AuditedCall(
                        "UsageAlerts.put[String, UsageAlert, UsageAlert]",
                        Role.CUSTOMER,
                        AuditAction.USAGE_ALERT_SET,
                        () -> {
                            var seen = world.asSystem(() -> alerts.put(account, at(30)))
                                    .alert();
                            alerts.put(account, seen, at(40));
                            return new ExpectedEntry(account, account, thresholds(30), thresholds(40));
                        }),
                new AuditedCall(
                        "UsageAlerts.putIf[String, UsageAlert, Precondition]",
                        Role.CUSTOMER,
                        AuditAction.USAGE_ALERT_SET,
                        () -> {
                            world.asSystem(() -> alerts.put(account, at(30)));
                            alerts.putIf(account, at(40), Precondition.none());
                            return new ExpectedEntry(account, account, thresholds(30), thresholds(40));
                        }),
                new AuditedCall(
                        "UsageAlerts.putPlatformDefaultIf[UsageAlert, Precondition]",
                        Role.ADMIN,
                        AuditAction.USAGE_ALERT_DEFAULT_SET,
                        () -> {
                            var before = alerts.getPlatformDefault();
                            alerts.putPlatformDefaultIf(at(38), Precondition.none());
                            world.asSystem(() -> alerts.putPlatformDefault(before));
                            return new ExpectedEntry(
                                    null, "platform", platformThreshold(before), platformThreshold(at(38)));
                        }),
                new AuditedCall(
                        "UsageAlerts.putPlatformDefault[UsageAlert]",
                        Role.ADMIN,
                        AuditAction.USAGE_ALERT_DEFAULT_SET,
                        () -> {
                            var before = alerts.getPlatformDefault();
                            alerts.putPlatformDefault(at(37));
                            world.asSystem(() -> alerts.putPlatformDefault(before));
                            return new ExpectedEntry(
                                    null, "platform", platformThreshold(before), platformThreshold(at(37)));
                        }),
                new AuditedCall(
                        "Recipients.askAgain[String, String]", Role.CUSTOMER, AuditAction.RECIPIENT_ASKED_AGAIN, () -> {
                            addUnconfirmedRecipient("li@example.com");
                            recipients.askAgain(account, "li@example.com");
                            return new ExpectedEntry(account, "li@example.com", null, "{'email': 'li@example.com'}");
                        }),
                new AuditedCall("Recipients.put[String, List]", Role.CUSTOMER, AuditAction.RECIPIENTS_SET, () -> {
                    recipients.put(account, List.of("li@example.com"));
                    return new ExpectedEntry(account, account, "{'emails': []}", "{'emails': ['li@example.com']}");
                }),
                new AuditedCall(
                        "Recipients.putIf[String, List, Precondition]",
                        Role.CUSTOMER,
                        AuditAction.RECIPIENTS_SET,
                        () -> {
                            recipients.putIf(account, List.of("li@example.com"), Precondition.none());
                            return new ExpectedEntry(
                                    account, account, "{'emails': []}", "{'emails': ['li@example.com']}");
                        }),
                new AuditedCall(
                        "Webhooks.create[String, String, Collection]",
                        Role.CUSTOMER,
                        AuditAction.WEBHOOK_CREATED,
                        () -> {
                            var made = webhook();
                            return new ExpectedEntry(account, made.url(), null, "{'id': '%s'}".formatted(made.id()));
                        }),
                new AuditedCall(
                        "Webhooks.rotateSecret[String, String]",
                        Role.CUSTOMER,
                        AuditAction.WEBHOOK_SECRET_ROTATED,
                        () -> {
                            var made = world.asSystem(this::webhook);
                            secrets.add(
                                    webhooks.rotateSecret(account, made.id()).secret());
                            return new ExpectedEntry(account, made.url(), null, "{'id': '%s'}".formatted(made.id()));
                        }),
                new AuditedCall("Webhooks.delete[String, String]", Role.CUSTOMER, AuditAction.WEBHOOK_DELETED, () -> {
                    var made = world.asSystem(this::webhook);
                    webhooks.delete(account, made.id());
                    return new ExpectedEntry(account, made.url(), "{'id': '%s'}".formatted(made.id()), null);
                }),
                new AuditedCall("Deliveries.retry[String]", Role.ADMIN, AuditAction.DELIVERY_SENT_AGAIN, () -> {
                    deliveries.retry(parkedDelivery());
                    return new ExpectedEntry(
                            account,
                            "msg-" + account,
                            "{'state': 'PARKED', 'attempts': 14}",
                            "{'state': 'PENDING', 'attempts': 0}");
                }),
                new AuditedCall("FailingAccounts.tryNow[String]", Role.ADMIN, AuditAction.FAILING_ACCOUNT_TRIED, () -> {
                    jdbc.sql("""
                                    insert into failing_account (account, since, attempts, next_try_at, reason)
                                    values (:account, current_timestamp, 3, current_timestamp, 'ArithmeticException: long overflow')""").param("account", account).update();
                    failing.tryNow(account);
                    return new ExpectedEntry(
                            account, account, "{'attempts': 3, 'reason': 'ArithmeticException: long overflow'}", null);
                }),
                new AuditedCall("RejectedEvents.replay[long]", Role.ADMIN, AuditAction.EVENT_REPLAYED, () -> {
                    rejected.replay(insertRejectedEvent());
                    return new ExpectedEntry(
                            account, "/test " + account, "{'problem': '/problems/no-list-price'}", null);
                }),
                new AuditedCall("RejectedEvents.replay[RejectedEvent]", Role.ADMIN, AuditAction.EVENT_REPLAYED, () -> {
                    rejected.replay(rejected.get(insertRejectedEvent()));
                    return new ExpectedEntry(
                            account, "/test " + account, "{'problem': '/problems/no-list-price'}", null);
                }),
                new AuditedCall(
                        "RejectedEvents.replay[RejectedEventFilter, long, int]",
                        Role.ADMIN,
                        AuditAction.EVENT_REPLAYED,
                        () -> {
                            insertRejectedEvent();
                            rejected.replay(
                                    new RejectedEventFilter(
                                            RejectedEvent.State.OPEN, account, null, null, null, null, null),
                                    0,
                                    10);
                            return new ExpectedEntry(
                                    account, "/test " + account, "{'problem': '/problems/no-list-price'}", null);
                        }),
                new AuditedCall(
                        "RejectedEvents.mend[RejectedEvent, JsonNode]", Role.ADMIN, AuditAction.EVENT_MENDED, () -> {
                            var kept = rejected.get(insertRejectedEvent());
                            rejected.mend(
                                    kept,
                                    json.readTree(json.writeValueAsString(kept.event())
                                            .replace("\"subject\":\"", "\"subject\":\"mended-")));
                            var job = kept.event().path("subject").stringValue();
                            return new ExpectedEntry(
                                    account,
                                    "/test " + account,
                                    "{'subject': '%s'}".formatted(job),
                                    "{'subject': 'mended-%s'}".formatted(job));
                        }),
                new AuditedCall(
                        "UsageImports.start[NewImport, InputStream]", Role.ADMIN, AuditAction.IMPORT_STARTED, () -> {
                            var name = World.code("import");
                            imports.start(
                                    new UsageImports.NewImport(name, "csv", null),
                                    new ByteArrayInputStream("account\n".getBytes(StandardCharsets.UTF_8)));
                            return new ExpectedEntry(
                                    null, name, null, "{'name': '%s', 'format': 'csv'}".formatted(name));
                        }),
                importCall("UsageImports.start[NewImport, StagedHistory]", AuditAction.IMPORT_STARTED, asked -> {
                    var staged = imports.stage(emptyHistory());
                    imports.start(asked, staged);
                    imports.discard(staged);
                    return "{'name': '%s', 'format': 'csv'}";
                }),
                importCall("UsageImports.startDryRun[NewImport, InputStream]", AuditAction.IMPORT_STARTED, asked -> {
                    imports.startDryRun(asked, emptyHistory());
                    return "{'name': '%s', 'dryRun': true}";
                }),
                importCall("UsageImports.startDryRun[NewImport, StagedHistory]", AuditAction.IMPORT_STARTED, asked -> {
                    var staged = imports.stage(emptyHistory());
                    imports.startDryRun(asked, staged);
                    imports.discard(staged);
                    return "{'name': '%s', 'dryRun': true}";
                }),
                new AuditedCall("UsageImports.cancel[String]", Role.ADMIN, AuditAction.IMPORT_CANCELLED, () -> {
                    var name = insertImport("RUNNING");
                    imports.cancel(importId(name));
                    return new ExpectedEntry(null, name, "{'state': 'RUNNING'}", "{'state': 'CANCELLED'}");
                }),
                new AuditedCall("UsageImports.takeBack[String]", Role.ADMIN, AuditAction.IMPORT_TAKEN_BACK, () -> {
                    var name = insertImport("DONE");
                    imports.takeBack(importId(name));
                    return new ExpectedEntry(null, name, "{'state': 'DONE'}", "{'state': 'TAKING_BACK'}");
                }),
                new AuditedCall(
                        "Corrections.settleAgain[String, String, String]",
                        Role.ADMIN,
                        AuditAction.SETTLED_AGAIN,
                        () -> {
                            world.asSystem(this::chargeAndVoid);
                            corrections.settleAgain(account, "/test", "wrong");
                            return new ExpectedEntry(
                                    account,
                                    "/test wrong",
                                    null,
                                    "{'charges': 1, 'nodeSeconds': 600, 'coveredNodeSeconds': 600}");
                        }),
                new AuditedCall("Runs.stop[String, String, Instant]", Role.ADMIN, AuditAction.RUN_STOPPED, () -> {
                    var run = world.asSystem(this::run);
                    runs.stop(account, run, T.plusSeconds(60));
                    return new ExpectedEntry(
                            account,
                            "job",
                            "{'stoppedAt': null}",
                            "{'id': '%s', 'stoppedAt': '2026-11-01T00:01:00Z'}".formatted(run));
                }),
                new AuditedCall("IntegrityChecker.check[]", Role.ADMIN, AuditAction.INTEGRITY_CHECKED, () -> {
                    integrity.check();
                    return new ExpectedEntry(null, "the whole ledger", null, null);
                }),
                new AuditedCall("IntegrityChecks.start[]", Role.ADMIN, AuditAction.INTEGRITY_CHECKED, () -> {
                    insertRunningCheck(null);
                    integrityChecks.start();
                    return new ExpectedEntry(null, "the whole ledger", null, "{'state': 'RUNNING'}");
                }),
                new AuditedCall("IntegrityChecks.cancel[long]", Role.ADMIN, AuditAction.INTEGRITY_CANCELLED, () -> {
                    var id = insertRunningCheck(1);
                    integrityChecks.cancel(id);
                    insertRunningCheck(null);
                    return new ExpectedEntry(
                            null, "the whole ledger", null, "{'id': %d, 'state': 'RUNNING'}".formatted(id));
                }));
    }

    @TestFactory
    Stream<DynamicTest> recordsEachChangeOnce() {
        return auditedCalls().stream()
                .map(auditedCall -> DynamicTest.dynamicTest(auditedCall.method(), () -> {
                    setUp();
                    var who = new Caller(
                            World.code("wang"),
                            auditedCall.role(),
                            auditedCall.role() == Role.CUSTOMER ? account : null);

                    var expected = world.as(who, () -> run(auditedCall.act()));

                    var entries = entries(new AuditFilter(null, who.name(), null, null, null, null));
                    assertThat(entries).singleElement().satisfies(entry -> {
                        assertThat(entry.what()).isEqualTo(auditedCall.what());
                        assertThat(entry.kind()).isEqualTo(Caller.Kind.PERSON);
                        assertThat(entry.role()).isEqualTo(auditedCall.role());
                        assertThat(entry.account()).isEqualTo(expected.account());
                        assertThat(entry.subject()).isEqualTo(expected.subject());
                        assertContains(entry.before(), expected.before());
                        assertContains(entry.after(), expected.after());
                        assertDiffer(entry.before(), entry.after());
                    });
                    assertNoSecrets();
                }));
    }

    @Test
    void recordsConfirmationsByLink() {
        addUnconfirmedRecipient("li@example.com");
        jdbc.sql(
                        "insert into recipient_confirmation (account, token_hash, email, expires_at) values (:account, :hash, 'li@example.com', :at)")
                .param("account", account)
                .param("hash", Hash.sha256(account))
                .param("at", Sql.utc(T.plus(Duration.ofDays(3650))))
                .update();

        confirmations.follow(account);
        confirmations.follow(account);

        assertThat(entries(new AuditFilter(null, "confirmation link", null, account, null, null)))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.what()).isEqualTo(AuditAction.RECIPIENT_CONFIRMED);
                    assertThat(entry.kind()).isEqualTo(Caller.Kind.PROGRAM);
                    assertThat(entry.subject()).isEqualTo("li@example.com");
                });
    }

    private void addUnconfirmedRecipient(String email) {
        jdbc.sql(
                        "insert into alert_recipient (account, position, email, confirmed) values (:account, 0, :email, false)")
                .param("account", account)
                .param("email", email)
                .update();
    }

    @Test
    void recordsUsersWhoChooseTheirOwnPassword() {
        var name = world.customer(account, PASSWORD);
        world.asSystem(() -> users.resetPassword(name));
        try {
            signIn(name);
            ownPassword.chooseFirst(PASSWORD + "-chosen");
            signIn(name);
            ownPassword.change(PASSWORD + "-chosen", PASSWORD + "-changed");
        } finally {
            SecurityContextHolder.clearContext();
        }

        assertThat(entries(new AuditFilter(null, name, null, null, null, null)))
                .hasSize(2)
                .allSatisfy(entry -> {
                    assertThat(entry.what()).isEqualTo(AuditAction.USER_SET);
                    assertThat(entry.subject()).isEqualTo(name);
                    assertContains(entry.after(), "{'newPassword': true}");
                });
        assertNoSecrets();
    }

    private void signIn(String name) {
        var user = users.loadUserByUsername(name);
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities()));
    }

    @Test
    void coversEveryMethodThatChangesSomething() {
        var known = new TreeSet<>(NOT_AUDITED.keySet());
        auditedCalls().forEach(auditedCall -> known.add(auditedCall.method()));
        known.remove("IntegrityChecker.check[]");
        known.addAll(List.of(
                "Confirmations.follow[String]",
                "OwnPassword.chooseFirst[String]",
                "OwnPassword.change[String, String]",
                // SecondFactorsTest looks at what these enter: they are for users who sign in with a password.
                "SecondFactors.turnOn[String, String, String]",
                "SecondFactors.renewRecoveryCodes[String]",
                "SecondFactors.turnOff[String]",
                "SecondFactors.remove[String]"));

        assertThat(changingMethods())
                .as("a new one is entered by an AuditedChange, and is in a table of this test")
                .isEqualTo(known);
    }

    private TreeSet<String> changingMethods() {
        var methods = new TreeSet<String>();
        for (var bean : context.getBeansWithAnnotation(Service.class).values()) {
            var type = AopUtils.getTargetClass(bean);
            if (type.getName().startsWith("io.drawdown.")) {
                Arrays.stream(type.getDeclaredMethods())
                        .filter(AuditedServicesTest::isChanging)
                        .map(AuditedServicesTest::signature)
                        .forEach(signature -> methods.add(
                                NOT_AUDITED.containsKey(type.getSimpleName() + ".*")
                                        ? type.getSimpleName() + ".*"
                                        : signature));
            }
        }
        return methods;
    }

    /** Whatever isn't marked as reading, and isn't a step of what somebody else began. */
    private static boolean isChanging(Method method) {
        var transaction = AnnotatedElementUtils.findMergedAnnotation(method, Transactional.class);
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && !method.isSynthetic()
                && (transaction == null
                        || !transaction.readOnly() && transaction.propagation() != Propagation.MANDATORY);
    }

    private static String signature(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.toList());
    }

    private List<AuditEntry> entries(AuditFilter filter) {
        return world.asSystem(() -> trail.list(filter).page(Pageable.unpaged()).getContent());
    }

    /** That every field that is expected has this value. */
    private void assertContains(@Nullable JsonNode actual, @Nullable String expected) {
        if (expected == null || actual == null) {
            assertThat(actual).isNull();
            assertThat(expected).isNull();
        } else {
            json.readTree(expected.replace('\'', '"'))
                    .properties()
                    .forEach(field -> assertThat(actual.get(field.getKey()))
                            .as(field.getKey())
                            .isEqualTo(field.getValue()));
        }
    }

    /** That nothing is in an entry that wasn't changed, besides what says which one it is. */
    private static void assertDiffer(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (before != null && after != null) {
            assertThat(before.propertyStream()
                            .filter(field -> !Set.of("id", "code", "from").contains(field.getKey())))
                    .as("also in %s", after)
                    .noneMatch(field -> field.getValue().equals(after.get(field.getKey())));
        }
    }

    /** That no secret of this test, and nothing that looks like one, is in any row. */
    private void assertNoSecrets() {
        secrets.add(PASSWORD);
        secrets.addAll(List.of("{bcrypt}", "$2a$", "$argon2", "whsec_", "hash"));
        jdbc.sql("select password_hash from app_user")
                .query(String.class)
                .list()
                .forEach(secrets::add);
        jdbc.sql("select key_hash from api_key where key_hash is not null")
                .query(String.class)
                .list()
                .forEach(secrets::add);
        jdbc.sql("select secret from webhook").query(String.class).list().forEach(secrets::add);
        var all = entries(AuditFilter.ALL).stream().map(AuditEntry::toString).collect(Collectors.joining("\n"));
        assertThat(secrets).as(SECRETS_DESCRIPTION).noneMatch(all::contains);
    }

    private static ExpectedEntry run(ServiceCall serviceCall) {
        try {
            return serviceCall.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NewOrder order() {
        return new NewOrder(offer.code(), 2, null, null, new NewOrder.Acknowledgements(true, region));
    }

    private static UsageAlert at(int percent) {
        return new UsageAlert(
                UsageAlert.Scope.EACH_PACKAGE, new AlertSetting(true, List.of(Threshold.percent(percent))), List.of());
    }

    private static String platformThreshold(UsageAlert alert) {
        return "{'standard': {'thresholds': [{'type': 'PERCENTAGE', 'value': %d}]}}"
                .formatted(alert.standard().thresholds().getFirst().value());
    }

    private static String thresholds(int percent) {
        return "{'settings': {'standard': {'thresholds': [{'type': 'PERCENTAGE', 'value': %d}]}}}".formatted(percent);
    }

    private Void createKey() {
        keys.bootstrap("an-admin-of-the-tests-with-a-long-key");
        return null;
    }

    private Webhooks.Webhook webhook() {
        var made = webhooks.create(account, "https://hooks.example.invalid/a", null);
        secrets.add(made.secret());
        return made.webhook();
    }

    private String parkedDelivery() {
        jdbc.sql("""
                        insert into delivery (account, channel, recipient, message_id, state, attempts, created_at)
                        values (:account, 'EMAIL', 'li@example.com', :message, 'PARKED', 14, current_timestamp)""")
                .param("account", account)
                .param("message", "msg-" + account)
                .update();
        return jdbc.sql("select id from delivery where account = :account")
                .param("account", account)
                .query(String.class)
                .single();
    }

    private interface ImportCall {
        String run(UsageImports.NewImport asked) throws IOException;
    }

    private AuditedCall importCall(String method, AuditAction what, ImportCall act) {
        return new AuditedCall(method, Role.ADMIN, what, () -> {
            var name = World.code("import");
            var after = act.run(new UsageImports.NewImport(name, "csv", null));
            return new ExpectedEntry(null, name, null, after.formatted(name));
        });
    }

    private static ByteArrayInputStream emptyHistory() {
        return new ByteArrayInputStream("account\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Inserts an import whose file no server has, so that none runs it. */
    private String insertImport(String state) {
        var name = World.code("import");
        jdbc.sql("""
                        insert into usage_import (name, format, mapping, file, state, rows_read, accepted, duplicates, conflicts,
                            rejected, skipped, bytes_read, bytes_total, first_problems, started_by, started_at, updated_at)
                        values (:name, 'CSV', '', 'none', :state, 0, 0, 0, 0, 0, 0, 0, 1, '[]', 'a test', :at, :at)""")
                .param("name", name)
                .param("state", state)
                .param("at", Sql.utc(T))
                .update();
        return name;
    }

    private String importId(String name) {
        return jdbc.sql("select id from usage_import where name = :name")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private long insertRejectedEvent() {
        world.asSystem(() -> events.report(List.of(usage(account, account, 0, 60))));
        world.setPrice(region, specification, "3.60");
        return jdbc.sql("select id from rejected_event where account = :account")
                .param("account", account)
                .query(Long.class)
                .single();
    }

    /** The package's hour goes to a record that is voided, so that it could cover the ten minutes that were charged. */
    private Void chargeAndVoid() {
        world.setPrice(region, specification, "3.60");
        world.buyPackage(account, offer, 1, T);
        events.report(List.of(
                usage(account, "wrong", 0, 3600), usage(account, "charged", 3600, 4200), json.readTree("""
                {"specversion": "1.0", "id": "void", "source": "/test", "type": "drawdown.usage.voided.v1",
                 "data": {"account": "%s", "source": "/test", "id": "wrong"}}""".formatted(
                                account))));
        return null;
    }

    /** Forgets the check that runs, if one does, and has another one run, on no server, if it takes the slot. */
    private long insertRunningCheck(@Nullable Integer slot) {
        jdbc.sql("update integrity_check set slot = null, state = 'CANCELLED' where slot = 1")
                .update();
        jdbc.sql("""
                insert into integrity_check (slot, state, started_by, started_at, heard_at, rules_done, rules_total, packages, usage_records, violations)
                values (:slot, 'RUNNING', 'somebody', current_timestamp, current_timestamp, 0, 1, 0, 0, 0)""").param("slot", slot).update();
        return jdbc.sql("select max(id) from integrity_check").query(Long.class).single();
    }

    private String run() {
        world.setPrice(region, specification, "3.60");
        events.report(List.of(json.readTree("""
                {"specversion": "1.0", "id": "start", "source": "/test", "type": "drawdown.job.started.v1", "subject": "job",
                 "data": {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING",
                          "nodes": 1, "startedAt": "%s"}}""".formatted(account, region, specification, T))));
        return runs.list(account, true, "job")
                .page(Pageable.unpaged())
                .getContent()
                .getFirst()
                .id();
    }

    private JsonNode usage(String of, String id, long from, long to) {
        return json.readTree("""
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "drawdown.usage.recorded.v1", "subject": "job",
                 "data": {"account": "%s", "region": "%s", "pool": "PUBLIC", "specification": "%s", "activity": "TRAINING",
                          "nodes": 1, "startedAt": "%s", "endedAt": "%s"}}""".formatted(id, of, region, specification, T.plusSeconds(from), T.plusSeconds(to)));
    }
}
