package io.drawdown.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownTest;
import io.drawdown.Fixture;
import io.drawdown.account.Account;
import io.drawdown.account.Accounts;
import io.drawdown.account.ApiKeys;
import io.drawdown.account.Caller;
import io.drawdown.account.OwnPassword;
import io.drawdown.account.Role;
import io.drawdown.account.Users;
import io.drawdown.alert.AlertSetting;
import io.drawdown.alert.Threshold;
import io.drawdown.alert.UsageAlert;
import io.drawdown.alert.UsageAlerts;
import io.drawdown.base.AuditAction;
import io.drawdown.base.Hash;
import io.drawdown.base.Money;
import io.drawdown.base.Sql;
import io.drawdown.catalog.Activity;
import io.drawdown.catalog.Catalog;
import io.drawdown.catalog.ListPrice;
import io.drawdown.catalog.NodeKind;
import io.drawdown.catalog.Offer;
import io.drawdown.catalog.Pool;
import io.drawdown.catalog.Region;
import io.drawdown.catalog.Specification;
import io.drawdown.integrity.Integrity;
import io.drawdown.integrity.IntegrityChecks;
import io.drawdown.notification.Confirmations;
import io.drawdown.notification.Deliveries;
import io.drawdown.notification.Recipients;
import io.drawdown.notification.Webhooks;
import io.drawdown.purchase.Orders;
import io.drawdown.purchase.PlaceOrder;
import io.drawdown.quota.FailingAccounts;
import io.drawdown.usage.Corrections;
import io.drawdown.usage.RejectedEvent;
import io.drawdown.usage.RejectedEventFilter;
import io.drawdown.usage.RejectedEvents;
import io.drawdown.usage.Runs;
import io.drawdown.usage.UsageEvents;
import io.drawdown.usage.UsageImports;
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
    private static final String NEVER = "they look like this in the database and nowhere else";

    private static final Map<String, String> NOT_ENTERED = Map.ofEntries(
            Map.entry("UsageEvents.report[Consumer]", "usage is its own trail: every event is kept for ever"),
            Map.entry("UsageEvents.report[List]", "usage is its own trail: every event is kept for ever"),
            Map.entry("UsageEvents.requireAllowed[]", "reads"),
            Map.entry("Settlement.settle[List]", "a step of reporting usage, of an import or a replay"),
            Map.entry("Settlement.settle[List, Consumer]", "a step of an import"),
            Map.entry("Settlement.settle[List, Map, Consumer]", "a step of an import"),
            Map.entry("Inbox.markRead[String, String]", "whether a message was read is in the message"),
            Map.entry("Inbox.markAllRead[String]", "whether a message was read is in the message"),
            Map.entry("Webhooks.test[String, String]", "changes nothing here"),
            Map.entry("Crossings.of[Collection, Instant]", "reads"),
            Map.entry("Live.*", "reads"),
            Map.entry("Users.problemWith[String, String, String, String]", "reads"),
            Map.entry("Users.updatePassword[UserDetails, String]", "the same password, hashed by another algorithm"),
            Map.entry("Corrections.preview[String, String, String]", "is taken back"),
            Map.entry("Settlement.refuse[List, ProblemException]", "a step of reporting usage"),
            Map.entry("Settlement.replay[List, Consumer]", "a step of a replay"),
            Map.entry("UsageImports.requireAllowed[]", "reads"));

    @Autowired
    ApplicationContext context;

    @Autowired
    AuditTrail trail;

    @Autowired
    Fixture fixture;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    Catalog catalog;

    @Autowired
    Accounts accounts;

    @Autowired
    Users users;

    @Autowired
    OwnPassword ownPassword;

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
    Integrity integrity;

    @Autowired
    IntegrityChecks integrityChecks;

    private final List<String> secrets = new ArrayList<>();
    private String account;
    private String region;
    private String specification;
    private Offer offer;

    @BeforeEach
    void aPlaceToBuyAndRun() {
        account = fixture.account();
        region = fixture.region();
        specification = fixture.specification();
        offer = fixture.offer(region, specification, 1);
        secrets.clear();
    }

    /** What somebody does, and what is entered then. */
    private record Deed(String method, Role role, AuditAction what, Act act) {}

    private interface Act {
        Entered run() throws IOException;
    }

    /** What an entry says, its values as JSON with the fields that matter. */
    private record Entered(
            @Nullable String account,
            String subject,
            @Nullable String before,
            @Nullable String after) {}

    private List<Deed> deeds() {
        return List.of(
                new Deed("Catalog.putRegion[Region]", Role.ADMIN, AuditAction.REGION_SET, () -> {
                    catalog.putRegion(new Region(region, "Another name", ZoneId.of("Asia/Shanghai"), true));
                    return new Entered(
                            null,
                            region,
                            "{'name': 'A region', 'zone': 'UTC'}",
                            "{'name': 'Another name', 'zone': 'Asia/Shanghai'}");
                }),
                new Deed("Catalog.putSpecification[Specification]", Role.ADMIN, AuditAction.SPECIFICATION_SET, () -> {
                    var code = Fixture.code("gpu");
                    catalog.putSpecification(new Specification(code, "New", NodeKind.GPU, 8, 64, 1, "A100"));
                    return new Entered(null, code, null, "{'name': 'New', 'vcpus': 8, 'acceleratorModel': 'A100'}");
                }),
                new Deed("Catalog.putPrice[ListPrice]", Role.ADMIN, AuditAction.PRICE_SET, () -> {
                    fixture.price(region, specification, "3.60");
                    catalog.putPrice(new ListPrice(region, specification, Pool.PUBLIC, Money.of("4.2", "CNY"), T));
                    return new Entered(
                            null,
                            region + " " + specification + " PUBLIC",
                            "{'perNodeHour': {'amount': '3.60', 'currency': 'CNY'}, 'from': '1970-01-01T00:00:00Z'}",
                            "{'perNodeHour': {'amount': '4.20', 'currency': 'CNY'}, 'from': '2026-11-01T00:00:00Z'}");
                }),
                new Deed("Catalog.putOffer[Offer]", Role.ADMIN, AuditAction.OFFER_SET, () -> {
                    catalog.putOffer(new Offer(
                            offer.code(),
                            offer.name(),
                            region,
                            specification,
                            Set.of(Activity.TRAINING),
                            1,
                            12,
                            offer.price(),
                            false));
                    return new Entered(null, offer.code(), "{'onSale': true}", "{'onSale': false}");
                }),
                new Deed("Catalog.putRegion[Region, Region]", Role.ADMIN, AuditAction.REGION_SET, () -> {
                    var seen = catalog.region(region).orElseThrow();
                    catalog.putRegion(seen, new Region(region, "Another name", seen.zone(), true));
                    return new Entered(null, region, "{'name': 'A region'}", "{'name': 'Another name'}");
                }),
                new Deed(
                        "Catalog.putSpecification[Specification, Specification]",
                        Role.ADMIN,
                        AuditAction.SPECIFICATION_SET,
                        () -> {
                            var code = Fixture.code("gpu");
                            catalog.putSpecification(
                                    null, new Specification(code, "New", NodeKind.GPU, 8, 64, 1, "A100"));
                            return new Entered(
                                    null, code, null, "{'name': 'New', 'vcpus': 8, 'acceleratorModel': 'A100'}");
                        }),
                new Deed("Catalog.putPrice[ListPrice, ListPrice]", Role.ADMIN, AuditAction.PRICE_SET, () -> {
                    catalog.putPrice(
                            null, new ListPrice(region, specification, Pool.PUBLIC, Money.of("4.2", "CNY"), T));
                    return new Entered(
                            null,
                            region + " " + specification + " PUBLIC",
                            null,
                            "{'perNodeHour': {'amount': '4.20', 'currency': 'CNY'}, 'from': '2026-11-01T00:00:00Z'}");
                }),
                new Deed("Catalog.putOffer[Offer, Offer]", Role.ADMIN, AuditAction.OFFER_SET, () -> {
                    var seen = catalog.offer(offer.code()).orElseThrow();
                    catalog.putOffer(
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
                    return new Entered(null, offer.code(), "{'onSale': true}", "{'onSale': false}");
                }),
                new Deed("Catalog.removeOffer[String]", Role.ADMIN, AuditAction.OFFER_REMOVED, () -> {
                    catalog.removeOffer(offer.code());
                    return new Entered(
                            null, offer.code(), "{'code': '%s', 'onSale': true}".formatted(offer.code()), null);
                }),
                new Deed("Accounts.put[Account]", Role.ADMIN, AuditAction.ACCOUNT_SET, () -> {
                    accounts.put(new Account(
                            account, "Acme", Currency.getInstance("CNY"), ZoneId.of("UTC"), Money.of("100", "CNY")));
                    return new Entered(
                            account,
                            account,
                            "{'zone': 'Asia/Shanghai', 'creditLimit': null}",
                            "{'zone': 'UTC', 'creditLimit': {'amount': '100.00', 'currency': 'CNY'}}");
                }),
                new Deed("Accounts.open[Account]", Role.ADMIN, AuditAction.ACCOUNT_SET, () -> {
                    var code = Fixture.accountCode();
                    accounts.open(new Account(code, "Acme", Currency.getInstance("CNY"), ZoneId.of("UTC"), null));
                    return new Entered(code, code, null, "{'name': 'Acme', 'zone': 'UTC'}");
                }),
                new Deed("Accounts.change[Account, Account]", Role.ADMIN, AuditAction.ACCOUNT_SET, () -> {
                    var seen = accounts.findAll(List.of(account)).get(account);
                    accounts.change(seen, new Account(account, "Acme", seen.currency(), ZoneId.of("UTC"), null));
                    return new Entered(
                            account,
                            account,
                            "{'code': '%s', 'zone': 'Asia/Shanghai'}".formatted(account),
                            "{'code': '%s', 'zone': 'UTC'}".formatted(account));
                }),
                new Deed("Users.put[String, String, String, Role, String]", Role.ADMIN, AuditAction.USER_SET, () -> {
                    var name = fixture.customer(account, PASSWORD + "-before");
                    users.put(name, "Li Wei", PASSWORD, Role.CUSTOMER, account);
                    return new Entered(account, name, "{'newPassword': false}", "{'newPassword': true}");
                }),
                new Deed("Users.add[String, String, Role, String]", Role.ADMIN, AuditAction.USER_SET, () -> {
                    var name = Fixture.code("li");
                    secrets.add(users.add(name, "Li Wei", Role.CUSTOMER, account));
                    return new Entered(
                            account, name, null, "{'displayName': 'Li Wei', 'role': 'CUSTOMER', 'newPassword': true}");
                }),
                new Deed("Users.rename[String, String]", Role.ADMIN, AuditAction.USER_SET, () -> {
                    var name = fixture.customer(account, PASSWORD);
                    users.rename(name, "Li Na");
                    return new Entered(account, name, "{'displayName': 'Li Wei'}", "{'displayName': 'Li Na'}");
                }),
                new Deed("Users.bootstrap[String, String, String, boolean]", Role.ADMIN, AuditAction.USER_SET, () -> {
                    var name = Fixture.code("root");
                    users.bootstrap(name, "Root", PASSWORD, false);
                    users.bootstrap(name, "Root", PASSWORD, false);
                    return new Entered(null, name, null, "{'role': 'ADMIN', 'newPassword': true}");
                }),
                new Deed("Users.makeUpPassword[String]", Role.ADMIN, AuditAction.USER_SET, () -> {
                    var name = fixture.customer(account, PASSWORD);
                    secrets.add(users.makeUpPassword(name));
                    return new Entered(account, name, "{'newPassword': false}", "{'newPassword': true}");
                }),
                new Deed("Users.remove[String]", Role.ADMIN, AuditAction.USER_REMOVED, () -> {
                    var name = fixture.customer(account, PASSWORD);
                    users.remove(name);
                    return new Entered(account, name, "{'displayName': 'Li Wei', 'role': 'CUSTOMER'}", null);
                }),
                new Deed(
                        "ApiKeys.create[String, String, Role, Instant]",
                        Role.ADMIN,
                        AuditAction.API_KEY_CREATED,
                        () -> {
                            var made = keys.create(
                                    account, "a scheduler", Role.METERING, Instant.parse("2027-11-01T00:00:00Z"));
                            secrets.add(made.key());
                            return new Entered(
                                    account,
                                    "a scheduler",
                                    null,
                                    "{'id': %d, 'role': 'METERING', 'expiresAt': '2027-11-01T00:00:00Z'}"
                                            .formatted(made.id()));
                        }),
                new Deed("ApiKeys.create[String, Role, Instant]", Role.ADMIN, AuditAction.API_KEY_CREATED, () -> {
                    var made = keys.create("a desk", Role.SUPPORT, null);
                    secrets.add(made.key());
                    return new Entered(
                            null,
                            "a desk",
                            null,
                            "{'id': %d, 'role': 'SUPPORT', 'account': null}".formatted(made.id()));
                }),
                new Deed("ApiKeys.revoke[long]", Role.ADMIN, AuditAction.API_KEY_REVOKED, () -> {
                    var made = fixture.asSystem(() -> keys.create("a desk", Role.SUPPORT, null));
                    keys.revoke(made.id());
                    keys.revoke(made.id());
                    return new Entered(
                            null,
                            "a desk",
                            "{'id': %d, 'revokedAt': null}".formatted(made.id()),
                            "{'id': %d, 'revokedAt': '2026-11-22T10:00:00Z'}".formatted(made.id()));
                }),
                new Deed("ApiKeys.revoke[String, long]", Role.ADMIN, AuditAction.API_KEY_REVOKED, () -> {
                    var made = fixture.asSystem(() -> keys.create(account, "a scheduler", Role.METERING, null));
                    keys.revoke(account, made.id());
                    return new Entered(
                            account,
                            "a scheduler",
                            "{'id': %d, 'revokedAt': null}".formatted(made.id()),
                            "{'id': %d, 'revokedAt': '2026-11-22T10:00:00Z'}".formatted(made.id()));
                }),
                new Deed("ApiKeys.bootstrap[String]", Role.ADMIN, AuditAction.API_KEY_CREATED, () -> {
                    var key = "a-key-that-the-environment-sets";
                    secrets.add(key);
                    jdbc.sql(
                                    "update api_key set revoked_at = current_timestamp, revoked_by = 'a test', key_hash = null where name = 'bootstrap'")
                            .update();
                    keys.bootstrap(key);
                    var id = fixture.as(
                            Caller.SYSTEM,
                            () -> keys.authenticate(key).orElseThrow().keyId());
                    fixture.asSystem(this::theTestsOwnKey);
                    return new Entered(
                            null, "bootstrap", null, "{'id': %d, 'role': 'ADMIN', 'account': null}".formatted(id));
                }),
                new Deed("Orders.place[String, String, PlaceOrder]", Role.CUSTOMER, AuditAction.ORDER_PLACED, () -> {
                    var placed = orders.place(account, UUID.randomUUID().toString(), order())
                            .order();
                    return new Entered(
                            account,
                            placed.number(),
                            null,
                            "{'offer': '%s', 'quantity': 2, 'price': {'amount': '20.00', 'currency': 'CNY'}}"
                                    .formatted(offer.code()));
                }),
                new Deed("Orders.give[String, String, int, Instant]", Role.ADMIN, AuditAction.GIFT_GIVEN, () -> {
                    var given = orders.give(account, offer.code(), 3, null);
                    return new Entered(
                            account,
                            given.title(),
                            null,
                            "{'id': '%s', 'source': 'GIFT', 'quantity': 3}".formatted(given.id()));
                }),
                new Deed(
                        "Orders.give[String, String, String, int, Instant]", Role.ADMIN, AuditAction.GIFT_GIVEN, () -> {
                            var key = UUID.randomUUID().toString();
                            var given = orders.give(account, key, offer.code(), 3, null)
                                    .resourcePackage();
                            orders.give(account, key, offer.code(), 3, null);
                            return new Entered(
                                    account,
                                    given.title(),
                                    null,
                                    "{'id': '%s', 'source': 'GIFT', 'quantity': 3}".formatted(given.id()));
                        }),
                new Deed("UsageAlerts.put[String, UsageAlert]", Role.CUSTOMER, AuditAction.USAGE_ALERT_SET, () -> {
                    alerts.put(account, at(30));
                    return new Entered(
                            account,
                            account,
                            "{'own': false, 'settings': {'standard': {'thresholds': [{'type': 'PERCENTAGE', 'value': 20}]}}}",
                            "{'own': true, 'settings': {'standard': {'thresholds': [{'type': 'PERCENTAGE', 'value': 30}]}}}");
                }),
                new Deed(
                        "UsageAlerts.put[String, UsageAlert, UsageAlert]",
                        Role.CUSTOMER,
                        AuditAction.USAGE_ALERT_SET,
                        () -> {
                            var seen = fixture.asSystem(() -> alerts.put(account, at(30)))
                                    .alert();
                            alerts.put(account, seen, at(40));
                            return new Entered(account, account, thresholds(30), thresholds(40));
                        }),
                new Deed("UsageAlerts.putPlatform[UsageAlert]", Role.ADMIN, AuditAction.USAGE_ALERT_DEFAULT_SET, () -> {
                    var before = alerts.platform();
                    alerts.putPlatform(at(37));
                    fixture.asSystem(() -> alerts.putPlatform(before));
                    return new Entered(
                            null,
                            "platform",
                            "{'standard': {'thresholds': [{'type': 'PERCENTAGE', 'value': %d}]}}"
                                    .formatted(before.standard()
                                            .thresholds()
                                            .getFirst()
                                            .value()),
                            "{'standard': {'thresholds': [{'type': 'PERCENTAGE', 'value': 37}]}}");
                }),
                new Deed(
                        "Recipients.askAgain[String, String]", Role.CUSTOMER, AuditAction.RECIPIENT_ASKED_AGAIN, () -> {
                            unconfirmed("li@example.com");
                            recipients.askAgain(account, "li@example.com");
                            return new Entered(account, "li@example.com", null, "{'email': 'li@example.com'}");
                        }),
                new Deed("Recipients.put[String, List]", Role.CUSTOMER, AuditAction.RECIPIENTS_SET, () -> {
                    recipients.put(account, List.of("li@example.com"));
                    return new Entered(account, account, "{'emails': []}", "{'emails': ['li@example.com']}");
                }),
                new Deed(
                        "Webhooks.create[String, String, Collection]",
                        Role.CUSTOMER,
                        AuditAction.WEBHOOK_CREATED,
                        () -> {
                            var made = webhook();
                            return new Entered(account, made.url(), null, "{'id': '%s'}".formatted(made.id()));
                        }),
                new Deed("Webhooks.rotate[String, String]", Role.CUSTOMER, AuditAction.WEBHOOK_SECRET_ROTATED, () -> {
                    var made = fixture.asSystem(this::webhook);
                    secrets.add(webhooks.rotate(account, made.id()).secret());
                    return new Entered(account, made.url(), null, "{'id': '%s'}".formatted(made.id()));
                }),
                new Deed("Webhooks.delete[String, String]", Role.CUSTOMER, AuditAction.WEBHOOK_DELETED, () -> {
                    var made = fixture.asSystem(this::webhook);
                    webhooks.delete(account, made.id());
                    return new Entered(account, made.url(), "{'id': '%s'}".formatted(made.id()), null);
                }),
                new Deed("Deliveries.retry[String]", Role.ADMIN, AuditAction.DELIVERY_SENT_AGAIN, () -> {
                    deliveries.retry(parkedDelivery());
                    return new Entered(
                            account,
                            "msg-" + account,
                            "{'state': 'PARKED', 'attempts': 14}",
                            "{'state': 'PENDING', 'attempts': 0}");
                }),
                new Deed("FailingAccounts.tryNow[String]", Role.ADMIN, AuditAction.FAILING_ACCOUNT_TRIED, () -> {
                    jdbc.sql("""
                                    insert into failing_account (account, since, attempts, next_try_at, reason)
                                    values (:account, current_timestamp, 3, current_timestamp, 'ArithmeticException: long overflow')""").param("account", account).update();
                    failing.tryNow(account);
                    return new Entered(
                            account, account, "{'attempts': 3, 'reason': 'ArithmeticException: long overflow'}", null);
                }),
                new Deed("RejectedEvents.replay[long]", Role.ADMIN, AuditAction.EVENT_REPLAYED, () -> {
                    rejected.replay(rejectedEvent());
                    return new Entered(account, "/test " + account, "{'problem': '/problems/no-list-price'}", null);
                }),
                new Deed("RejectedEvents.replay[RejectedEvent]", Role.ADMIN, AuditAction.EVENT_REPLAYED, () -> {
                    rejected.replay(rejected.get(rejectedEvent()));
                    return new Entered(account, "/test " + account, "{'problem': '/problems/no-list-price'}", null);
                }),
                new Deed(
                        "RejectedEvents.replay[RejectedEventFilter, long, int]",
                        Role.ADMIN,
                        AuditAction.EVENT_REPLAYED,
                        () -> {
                            rejectedEvent();
                            rejected.replay(
                                    new RejectedEventFilter(
                                            RejectedEvent.State.OPEN, account, null, null, null, null, null),
                                    0,
                                    10);
                            return new Entered(
                                    account, "/test " + account, "{'problem': '/problems/no-list-price'}", null);
                        }),
                new Deed("RejectedEvents.mend[RejectedEvent, JsonNode]", Role.ADMIN, AuditAction.EVENT_MENDED, () -> {
                    var kept = rejected.get(rejectedEvent());
                    rejected.mend(
                            kept,
                            json.readTree(json.writeValueAsString(kept.event())
                                    .replace("\"subject\":\"", "\"subject\":\"mended-")));
                    var job = kept.event().path("subject").stringValue();
                    return new Entered(
                            account,
                            "/test " + account,
                            "{'subject': '%s'}".formatted(job),
                            "{'subject': 'mended-%s'}".formatted(job));
                }),
                new Deed("UsageImports.start[NewImport, InputStream]", Role.ADMIN, AuditAction.IMPORT_STARTED, () -> {
                    var name = Fixture.code("import");
                    imports.start(
                            new UsageImports.NewImport(name, "csv", null),
                            new ByteArrayInputStream("account\n".getBytes(StandardCharsets.UTF_8)));
                    return new Entered(null, name, null, "{'name': '%s', 'format': 'csv'}".formatted(name));
                }),
                new Deed(
                        "Corrections.settleAgain[String, String, String]",
                        Role.ADMIN,
                        AuditAction.SETTLED_AGAIN,
                        () -> {
                            fixture.asSystem(this::chargeAndVoid);
                            corrections.settleAgain(account, "/test", "wrong");
                            return new Entered(
                                    account,
                                    "/test wrong",
                                    null,
                                    "{'charges': 1, 'nodeSeconds': 600, 'coveredNodeSeconds': 600}");
                        }),
                new Deed("Runs.stop[String, String, Instant]", Role.ADMIN, AuditAction.RUN_STOPPED, () -> {
                    var run = fixture.asSystem(this::run);
                    runs.stop(account, run, T.plusSeconds(60));
                    return new Entered(
                            account,
                            "job",
                            "{'stoppedAt': null}",
                            "{'id': '%s', 'stoppedAt': '2026-11-01T00:01:00Z'}".formatted(run));
                }),
                new Deed("Integrity.check[]", Role.ADMIN, AuditAction.INTEGRITY_CHECKED, () -> {
                    integrity.check();
                    return new Entered(null, "the whole ledger", null, null);
                }),
                new Deed("IntegrityChecks.start[]", Role.ADMIN, AuditAction.INTEGRITY_CHECKED, () -> {
                    runningCheck(null);
                    integrityChecks.start();
                    return new Entered(null, "the whole ledger", null, "{'state': 'RUNNING'}");
                }),
                new Deed("IntegrityChecks.cancel[long]", Role.ADMIN, AuditAction.INTEGRITY_CANCELLED, () -> {
                    var id = runningCheck(1);
                    integrityChecks.cancel(id);
                    runningCheck(null);
                    return new Entered(null, "the whole ledger", null, "{'id': %d, 'state': 'RUNNING'}".formatted(id));
                }));
    }

    @TestFactory
    Stream<DynamicTest> entersOnce() {
        return deeds().stream()
                .map(deed -> DynamicTest.dynamicTest(deed.method(), () -> {
                    aPlaceToBuyAndRun();
                    var who = new Caller(
                            Fixture.code("wang"), deed.role(), deed.role() == Role.CUSTOMER ? account : null);

                    var expected = fixture.as(who, () -> run(deed.act()));

                    var entries = entries(new AuditFilter(null, who.name(), null, null, null, null));
                    assertThat(entries).singleElement().satisfies(entry -> {
                        assertThat(entry.what()).isEqualTo(deed.what());
                        assertThat(entry.kind()).isEqualTo(Caller.Kind.PERSON);
                        assertThat(entry.role()).isEqualTo(deed.role());
                        assertThat(entry.account()).isEqualTo(expected.account());
                        assertThat(entry.subject()).isEqualTo(expected.subject());
                        assertSays(entry.before(), expected.before());
                        assertSays(entry.after(), expected.after());
                        assertDiffer(entry.before(), entry.after());
                    });
                    assertNoSecrets();
                }));
    }

    @Test
    void entersWhatALinkConfirms() {
        unconfirmed("li@example.com");
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

    private void unconfirmed(String email) {
        jdbc.sql(
                        "insert into alert_recipient (account, position, email, confirmed) values (:account, 0, :email, false)")
                .param("account", account)
                .param("email", email)
                .update();
    }

    @Test
    void entersWhoChoosesAPasswordOfTheirOwn() {
        var name = fixture.customer(account, PASSWORD);
        fixture.asSystem(() -> users.makeUpPassword(name));
        try {
            signIn(name);
            ownPassword.choose(PASSWORD + "-chosen");
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
                    assertSays(entry.after(), "{'newPassword': true}");
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
    void knowsEveryMethodThatChangesSomething() {
        var known = new TreeSet<>(NOT_ENTERED.keySet());
        deeds().forEach(deed -> known.add(deed.method()));
        known.remove("Integrity.check[]");
        known.addAll(List.of(
                "Confirmations.follow[String]", "OwnPassword.choose[String]", "OwnPassword.change[String, String]"));

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
                        .filter(AuditedServicesTest::changes)
                        .map(AuditedServicesTest::signature)
                        .forEach(signature -> methods.add(
                                NOT_ENTERED.containsKey(type.getSimpleName() + ".*")
                                        ? type.getSimpleName() + ".*"
                                        : signature));
            }
        }
        return methods;
    }

    /** Whatever isn't marked as reading, and isn't a step of what somebody else began. */
    private static boolean changes(Method method) {
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
        return fixture.asSystem(
                () -> trail.list(filter).page(Pageable.unpaged()).getContent());
    }

    /** That every field that is expected has this value. */
    private void assertSays(@Nullable JsonNode actual, @Nullable String expected) {
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
        assertThat(secrets).as(NEVER).noneMatch(all::contains);
    }

    private static Entered run(Act act) {
        try {
            return act.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PlaceOrder order() {
        return new PlaceOrder(offer.code(), 2, null, null, new PlaceOrder.Acknowledgements(true, region));
    }

    private static UsageAlert at(int percent) {
        return new UsageAlert(
                UsageAlert.Scope.EACH_PACKAGE, new AlertSetting(true, List.of(Threshold.percent(percent))), List.of());
    }

    private static String thresholds(int percent) {
        return "{'settings': {'standard': {'thresholds': [{'type': 'PERCENTAGE', 'value': %d}]}}}".formatted(percent);
    }

    private Void theTestsOwnKey() {
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

    private long rejectedEvent() {
        fixture.asSystem(() -> events.report(List.of(usage(account, account, 0, 60))));
        fixture.price(region, specification, "3.60");
        return jdbc.sql("select id from rejected_event where account = :account")
                .param("account", account)
                .query(Long.class)
                .single();
    }

    /** The package's hour goes to a record that is voided, so that it could cover the ten minutes that were charged. */
    private Void chargeAndVoid() {
        fixture.price(region, specification, "3.60");
        fixture.buy(account, offer, 1, T);
        events.report(List.of(
                usage(account, "wrong", 0, 3600), usage(account, "charged", 3600, 4200), json.readTree("""
                {"specversion": "1.0", "id": "void", "source": "/test", "type": "drawdown.usage.voided.v1",
                 "data": {"account": "%s", "source": "/test", "id": "wrong"}}""".formatted(
                                account))));
        return null;
    }

    /** Forgets the check that runs, if one does, and has another one run, on no server, if it takes the slot. */
    private long runningCheck(@Nullable Integer slot) {
        jdbc.sql("update integrity_check set slot = null, state = 'CANCELLED' where slot = 1")
                .update();
        jdbc.sql("""
                insert into integrity_check (slot, state, started_by, started_at, heard_at, rules_done, rules_total, packages, usage_records, violations)
                values (:slot, 'RUNNING', 'somebody', current_timestamp, current_timestamp, 0, 1, 0, 0, 0)""").param("slot", slot).update();
        return jdbc.sql("select max(id) from integrity_check").query(Long.class).single();
    }

    private String run() {
        fixture.price(region, specification, "3.60");
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
