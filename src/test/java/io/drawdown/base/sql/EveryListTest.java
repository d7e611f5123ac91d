package io.drawdown.base.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.DrawdownApplication;
import io.drawdown.catalog.model.Pool;
import io.drawdown.testing.DrawdownTest;
import io.drawdown.testing.LongLists;
import io.drawdown.testing.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Every list that a service gives, in every order in which people can have it, longer than what the database keeps in memory:
 * H2 reads such results back from its disk.
 */
@DrawdownTest
@Tag("dialect")
@Order(1) // reads all rows of every list, those of the tests before it as well
class EveryListTest {

    private static final int FEWEST_IN_A_SLICE = 4;
    private static final int SLICES = 6;
    private static final int ROWS_IN_MEMORY = 10;
    private static final int USUAL_ROWS_IN_MEMORY = 40_000;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private World world;

    @Autowired
    private JdbcClient jdbc;

    private LongLists lists;

    @BeforeEach
    void createLists() {
        keepInMemory(ROWS_IN_MEMORY);
        lists = LongLists.create(context);
    }

    @AfterEach
    void deleteLists() {
        lists.clear();
        keepInMemory(USUAL_ROWS_IN_MEMORY);
    }

    private void keepInMemory(int rows) {
        if (System.getProperty("drawdown.test.database", "h2").equals("h2")) {
            jdbc.sql("set max_memory_rows " + rows).update();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyListReadsAllRowsOnceInEveryOrder() {
        assertThat(listMethods()).hasSizeGreaterThan(20);
        return listMethods().stream().flatMap(method -> {
            var list = callListMethod(method);
            return sortOrders(list).stream()
                    .map(order -> DynamicTest.dynamicTest(
                            name(method) + " by " + order, () -> assertReadInOrder(list, order)));
        });
    }

    /** By every way that there is, each row comes once and at the same place. */
    private <T> void assertReadInOrder(Listing<T> list, Sort order) {
        var whole = world.asSystem(() -> list.rows(0, Integer.MAX_VALUE, order));
        var size = Math.max(FEWEST_IN_A_SLICE, whole.size() / SLICES);
        var pages = world.asSystem(() -> readByOffset(list, order, size));
        var walked = world.asSystem(() -> readByPosition(list, order, size));

        if (sortableColumns(list) != null) {
            assertThat(whole).hasSizeGreaterThanOrEqualTo(LongLists.ROWS);
        }
        assertThat(world.asSystem(list::count)).isEqualTo(whole.size());
        assertThat(pages).isEqualTo(whole);
        assertThat(walked).isEqualTo(whole);
        if (order.isUnsorted()) {
            assertThat(readByStream(list)).isEqualTo(whole);
        }
    }

    private static <T> List<T> readByOffset(Listing<T> list, Sort order, int size) {
        var read = new ArrayList<T>();
        for (var rows = list.rows(0, size, order); !rows.isEmpty(); rows = list.rows(read.size(), size, order)) {
            read.addAll(rows);
        }
        return read;
    }

    private static <T> List<T> readByPosition(Listing<T> list, Sort order, int size) {
        var read = new ArrayList<T>();
        for (Listing.Position next = new Listing.Offset(0); next != null; ) {
            var slice = list.slice(next, size, order);
            read.addAll(slice.rows());
            next = slice.next();
        }
        return read;
    }

    private <T> List<T> readByStream(Listing<T> list) {
        return world.asSystem(() -> {
            var read = new ArrayList<T>();
            list.forEach(read::add);
            return read;
        });
    }

    private static List<Sort> sortOrders(Listing<?> list) {
        var columns = sortableColumns(list);
        var orders = new ArrayList<>(List.of(Sort.unsorted()));
        if (columns != null) {
            columns.forEach(column -> orders.addAll(List.of(Sort.by(column), Sort.by(Sort.Direction.DESC, column))));
        }
        return orders;
    }

    /** By what the database can sort a list; null for one that is in memory. */
    private static @Nullable Set<String> sortableColumns(Listing<?> list) {
        return switch (list) {
            case MappedListing<?, ?> mapped -> sortableColumns(mapped.origin());
            case SqlListing<?> sql -> sql.sortable().keySet();
            default -> null;
        };
    }

    private Set<Method> listMethods() {
        var methods = new LinkedHashSet<Method>();
        for (var name : context.getBeanDefinitionNames()) {
            var type = AopUtils.getTargetClass(context.getBean(name));
            if (type.isAnnotationPresent(Service.class)
                    && type.getName().startsWith(DrawdownApplication.class.getPackageName())) {
                Arrays.stream(type.getMethods())
                        .filter(method -> method.getReturnType() == Listing.class)
                        .forEach(methods::add);
            }
        }
        return methods;
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private Listing<?> callListMethod(Method method) {
        return world.asSystem(() -> {
            try {
                return (Listing<?>) method.invoke(
                        context.getBean(method.getDeclaringClass()),
                        Arrays.stream(method.getParameters())
                                .map(this::argument)
                                .toArray());
            } catch (InvocationTargetException thrown) {
                throw new AssertionError(name(method), thrown.getCause());
            } catch (ReflectiveOperationException impossible) {
                throw new AssertionError(impossible);
            }
        });
    }

    private @Nullable Object argument(Parameter parameter) {
        var type = parameter.getType();
        if (parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return null;
        }
        if (type.isRecord()) {
            return openFilter(type);
        }
        if (type == String.class) {
            return switch (parameter.getName()) {
                case "job" -> lists.job;
                case "importId" -> lists.importId;
                case "region" -> lists.region;
                case "specification" -> lists.specification;
                default -> lists.account;
            };
        }
        return type == long.class ? lists.check : type == YearMonth.class ? YearMonth.of(2026, 11) : Pool.PUBLIC;
    }

    /** The filter that lets all through, or all of one kind. */
    private static Object openFilter(Class<?> filter) {
        try {
            var types = Arrays.stream(filter.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = filter.getDeclaredConstructor(types);
            return constructor.newInstance(Arrays.stream(filter.getRecordComponents())
                    .map(component -> component.getType() == boolean.class
                            ? Boolean.FALSE
                            : component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                                    ? null
                                    : component.getType().getEnumConstants()[0])
                    .toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
