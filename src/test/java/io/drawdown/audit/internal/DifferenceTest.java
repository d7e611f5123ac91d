package io.drawdown.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.base.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DifferenceTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{'name': 'a', 'zone': 'UTC'}                | {'name': 'b', 'zone': 'UTC'}                | {'name': 'a'}           | {'name': 'b'}",
                "{'id': 7, 'state': 'A', 'x': null}          | {'id': 7, 'state': 'B', 'x': null}          | {'id': 7, 'state': 'A'} | {'id': 7, 'state': 'B'}",
                "{'limit': {'amount': '1', 'currency': 'X'}} | {'limit': {'amount': '2', 'currency': 'X'}} | {'limit': {'amount': '1', 'currency': 'X'}} | {'limit': {'amount': '2', 'currency': 'X'}}",
                "{'limit': null}                             | {'limit': {'amount': '2', 'currency': 'X'}} | {'limit': null}         | {'limit': {'amount': '2', 'currency': 'X'}}",
                "{'emails': ['a', 'b']}                      | {'emails': ['b']}                           | {'emails': ['a', 'b']}  | {'emails': ['b']}",
                "{'t': {'1': {'on': true, 'at': [1]}, '2': {'on': true, 'at': [1]}}} | {'t': {'1': {'on': true, 'at': [2]}, '2': {'on': true, 'at': [1]}}} | {'t': {'1': {'at': [1]}}} | {'t': {'1': {'at': [2]}}}",
                "{'t': {'1': {'at': [1]}}}                   | {'t': {'1': {'at': [1]}, '2': {'at': [1]}}} | {'t': {}}               | {'t': {'2': {'at': [1]}}}",
                "-                                           | {'name': 'a', 'list': [1, 2]}               | -                       | {'name': 'a', 'list': [1, 2]}",
                "{'name': 'a', 'nested': {'x': [1]}}         | -                                           | {'name': 'a', 'nested': {'x': [1]}} | -",
                "'a'                                         | 'b'                                         | 'a'                     | 'b'",
            })
    void hasOnlyTheFieldsThatDiffer(
            @Nullable String before, @Nullable String after, @Nullable String keptBefore, @Nullable String keptAfter) {
        var sides = Difference.of(tree(before), tree(after));

        assertThat(sides.before()).isEqualTo(tree(keptBefore));
        assertThat(sides.after()).isEqualTo(tree(keptAfter));
    }

    @Test
    void cutsBothSidesAtTheSameFieldsAndSummarisesTheRest() {
        var before = targets(300, 1);
        var after = targets(300, 2);

        var sides = Difference.of(before, after);

        assertThat(bytes(sides)).isBetween(Difference.MAX_BYTES / 2, Difference.MAX_BYTES);
        assertThat(sides.before().path("targets").propertyNames())
                .isEqualTo(sides.after().path("targets").propertyNames())
                .isNotEmpty();
        var kept = sides.after().path("targets").size();
        assertThat(sides.after().path("cut").path("fields").intValue()).isEqualTo(300 - kept);
        assertThat(sides.before().path("cut").path("sha256").stringValue()).isEqualTo(Hash.sha256(before.toString()));
        assertThat(sides.after().path("cut").path("sha256").stringValue()).isEqualTo(Hash.sha256(after.toString()));
        assertThat(sides.after().path("cut").path("bytes").intValue())
                .isEqualTo(after.toString().length());
    }

    @Test
    void keepsAsManyNewFieldsAsFit() {
        var sides = Difference.of(JSON.readTree("{\"targets\": {}}"), targets(300, 1));

        assertThat(bytes(sides)).isBetween(Difference.MAX_BYTES / 2, Difference.MAX_BYTES);
        assertThat(sides.before().path("targets").size()).isZero();
        assertThat(sides.after().path("targets").size()
                        + sides.after().path("cut").path("fields").intValue())
                .isGreaterThanOrEqualTo(300);
    }

    @Test
    void keepsTheFirstElementsOfANewList() {
        var list = JSON.readTree("{\"charges\": ["
                + IntStream.range(0, 5000).mapToObj(n -> "{\"n\": " + n + "}").collect(Collectors.joining(","))
                + "], \"sum\": 1}");

        var sides = Difference.of(null, list);

        assertThat(bytes(sides)).isLessThanOrEqualTo(Difference.MAX_BYTES);
        assertThat(sides.after().path("charges").size()).isBetween(1000, 4999);
        assertThat(sides.after().path("cut").path("fields").intValue())
                .isGreaterThanOrEqualTo(5000 - sides.after().path("charges").size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isBoundedForRandomStates(long seed) {
        var random = new Random(seed);
        for (var time = 0; time < 10; time++) {
            var before = random(random, 2);
            var after = random.nextInt(5) == 0 ? null : random(random, 2);
            var sides = Difference.of(before, after);
            assertThat(bytes(sides)).as("seed %s", seed).isLessThanOrEqualTo(Difference.MAX_BYTES);
            if (sides.after() != null) {
                assertThat(JSON.readTree(sides.after().toString())).isEqualTo(sides.after());
            }
        }
    }

    private static JsonNode random(Random random, int depth) {
        var node = JSON.createObjectNode();
        for (var field = 0; field < random.nextInt(30); field++) {
            var name = "é".repeat(random.nextInt(40)) + field;
            switch (random.nextInt(depth > 0 ? 5 : 3)) {
                case 0 -> node.put(name, "\"\\漢".repeat(random.nextInt(1000)));
                case 1 -> node.put(name, random.nextLong());
                case 2 -> IntStream.range(0, random.nextInt(1000)).forEach(node.withArray("/" + name)::add);
                default -> node.set(name, random(random, depth - 1));
            }
        }
        return node;
    }

    private static JsonNode targets(int number, int value) {
        return JSON.readTree("{\"targets\": {"
                + IntStream.range(0, number)
                        .mapToObj(n ->
                                "\"%d\": {\"enabled\": true, \"thresholds\": [{\"type\": \"REMAINING\", \"value\": %d}]}"
                                        .formatted(n, value))
                        .collect(Collectors.joining(","))
                + "}}");
    }

    private static int bytes(Difference.Sides sides) {
        return bytes(sides.before()) + bytes(sides.after());
    }

    private static int bytes(@Nullable JsonNode side) {
        return side == null ? 0 : side.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static @Nullable JsonNode tree(@Nullable String json) {
        return json == null ? null : JSON.readTree(json.replace('\'', '"'));
    }
}
