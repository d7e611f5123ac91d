package io.drawdown.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.drawdown.DrawdownApplication;
import io.drawdown.account.model.Account;
import io.drawdown.account.model.Caller;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.base.ProblemException;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.modulith.NamedInterface;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/**
 * Every public method of every service, tried by everybody on one account. Who may not is refused before anything else is looked
 * at, for the arguments are nonsense but for the account; what those who may have done is taken back.
 */
@DrawdownTest
class ServiceRightsTest {

    private static final RightsTable TABLE = RightsTable.of("services");
    private static final Set<String> UNCHECKED_MODULES = Set.of("console", "api", "base", "demo");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private World world;

    @Autowired
    private PlatformTransactionManager transactions;

    private String account;
    private String another;

    @BeforeEach
    void openAccounts() {
        account = world.account();
        another = world.account();
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private record Service(Object bean, Method method) {

        @Override
        public String toString() {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                    + Arrays.stream(method.getParameters())
                            .map(parameter -> parameter.getType().getSimpleName() + " " + parameter.getName())
                            .collect(Collectors.joining(", ", "(", ")"));
        }
    }

    private record Person(Caller caller, String displayName, boolean mustChoosePassword) implements SignedInUser {}

    @Test
    void listsEveryServiceMethodInTheTable() {
        assertThat(TABLE.rows().keySet()).isEqualTo(services().keySet());
    }

    @TestFactory
    Stream<DynamicTest> answersEachActorAsTheTableSays() {
        var actors = List.of(Actor.values());
        return services().values().stream()
                .filter(service -> TABLE.row(service).rule() != AccessRule.UNASKED)
                .map(service -> DynamicTest.dynamicTest(
                        service.toString(),
                        () -> assertThat(AccessRule.answersTo(actors, actor -> answer(service, actor)))
                                .isEqualTo(TABLE.row(service).rule().answersTo(actors))));
    }

    /** Who has signed in, and whether anybody has asked for it. */
    private static final class AskedContext extends SecurityContextImpl {

        private boolean asked;

        @Override
        public @Nullable Authentication getAuthentication() {
            asked = true;
            return super.getAuthentication();
        }
    }

    /** Whatever asks for no rights is called by neither the console nor the API, but where the table says so. */
    @Test
    void callsUncheckedMethodsOnlyWhereTheTableAllows() {
        var ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackagesOf(DrawdownApplication.class);
        assertThat(services().values())
                .filteredOn(service -> TABLE.row(service).rule() == AccessRule.UNASKED)
                .allSatisfy(service -> assertThat(callersOf(service.method(), ours))
                        .isEqualTo(new TreeSet<>(TABLE.row(service).words())));
    }

    private static Set<String> callersOf(Method method, JavaClasses ours) {
        var parameters = Arrays.stream(method.getParameterTypes()).toArray(Class<?>[]::new);
        JavaMethod called = ours.get(method.getDeclaringClass()).getMethod(method.getName(), parameters);
        return called.getAccessesToSelf().stream()
                .map(JavaAccess::getOriginOwner)
                .filter(caller -> Set.of("console", "api").contains(module(caller.getPackageName())))
                .map(ServiceRightsTest::outermostClassName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String outermostClassName(JavaClass type) {
        return type.getEnclosingClass()
                .map(ServiceRightsTest::outermostClassName)
                .orElseGet(type::getSimpleName);
    }

    /** The public methods of the public beans that modules offer to each other. */
    private Map<String, Service> services() {
        var services = new TreeMap<String, Service>();
        for (var name : context.getBeanDefinitionNames()) {
            var bean = context.getBean(name);
            var type = AopUtils.getTargetClass(bean);
            if (isPublicService(type)) {
                Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers())
                                && !Modifier.isStatic(method.getModifiers())
                                && !method.isSynthetic())
                        .map(method -> new Service(bean, method))
                        .forEach(service -> services.put(service.toString(), service));
            }
        }
        return services;
    }

    private static boolean isPublicService(Class<?> type) {
        var module = module(type.getPackageName());
        return type.getName().startsWith("io.drawdown.")
                && (type.getPackageName().equals("io.drawdown." + module)
                        || type.getPackage().isAnnotationPresent(NamedInterface.class))
                && Modifier.isPublic(ClassUtils.getUserClass(type).getModifiers())
                && !UNCHECKED_MODULES.contains(module)
                && type.getProtectionDomain()
                        .getCodeSource()
                        .equals(DrawdownApplication.class.getProtectionDomain().getCodeSource());
    }

    private static String module(String packageName) {
        var names = packageName.split("\\.");
        return names.length > 2 ? names[2] : "";
    }

    private AccessRule.Answer answer(Service service, Actor actor) {
        var context = signIn(actor);
        try {
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                status.setRollbackOnly();
                call(service);
            });
            return AccessRule.Answer.ALLOWED;
        } catch (ProblemException problem) {
            return answer(problem);
        } catch (RuntimeException | Error nonsense) {
            return context.asked || TABLE.row(service).rule() == AccessRule.OPEN
                    ? AccessRule.Answer.ALLOWED
                    : AccessRule.Answer.NEVER_ASKED;
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private AccessRule.Answer answer(ProblemException problem) {
        return switch (problem.type()) {
            case UNAUTHENTICATED -> AccessRule.Answer.UNAUTHENTICATED;
            case FORBIDDEN -> AccessRule.Answer.FORBIDDEN;
            case NOT_FOUND ->
                problem.detail().startsWith("The account '" + account)
                        ? AccessRule.Answer.NOT_FOUND
                        : AccessRule.Answer.ALLOWED;
            default -> AccessRule.Answer.ALLOWED;
        };
    }

    private AskedContext signIn(Actor actor) {
        var context = new AskedContext();
        SecurityContextHolder.setContext(context);
        var role = actor.role();
        if (role == null) {
            return context;
        }
        var kind = actor.isKey() ? Caller.Kind.KEY : Caller.Kind.PERSON;
        var caller = new Caller(kind, "somebody", role, actor.account(account, another), actor.isKey() ? 1L : null);
        var principal = actor.isKey() ? caller : new Person(caller, "Somebody", actor == Actor.NEWCOMER);
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                principal, null, AuthorityUtils.createAuthorityList("ROLE_" + role)));
        return context;
    }

    private void call(Service service) {
        try {
            var method = service.bean()
                    .getClass()
                    .getMethod(service.method().getName(), service.method().getParameterTypes());
            method.invoke(
                    service.bean(),
                    Arrays.stream(service.method().getParameters())
                            .map(this::placeholderArgument)
                            .toArray());
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof RuntimeException problem
                    ? problem
                    : new IllegalStateException(thrown.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private @Nullable Object placeholderArgument(Parameter parameter) {
        var type = parameter.getType();
        if (type == Account.class) {
            return new Account(account, "Acme", Currency.getInstance("CNY"), ZoneId.of("UTC"), null);
        }
        if (type == String.class) {
            return Set.of("account", "accountCode", "code").contains(parameter.getName()) ? account : null;
        }
        if (type == Collection.class && parameter.getName().equals("accounts")) {
            return Set.of(account);
        }
        if (type == long.class) {
            return -1L;
        }
        if (type == int.class) {
            return 1;
        }
        return type == boolean.class ? false : type == Instant.class ? Instant.EPOCH : null;
    }
}
