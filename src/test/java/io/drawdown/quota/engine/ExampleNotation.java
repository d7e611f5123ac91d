package io.drawdown.quota.engine;

import io.drawdown.catalog.model.Activity;
import io.drawdown.catalog.model.Pool;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Packages and usage records as the worked examples of R9 write them; package A has the id 1, B has 2. */
final class ExampleNotation {

    private static final String REGION = "north";
    private static final String SPECIFICATION = "v100";

    private static final Pattern PACKAGE = Pattern.compile("(?<gift>gift )?(?<letter>[A-Z]) (?<total>\\d+)"
            + " \\[(?<from>\\d+), (?<to>\\d+)\\)"
            + "(?: for (?<activities>[A-Z_]+(?:\\+[A-Z_]+)*) only)?(?: in (?<region>\\w+))?(?: of (?<specification>\\w+))?"
            + "(?: made (?<made>\\d+))?");
    private static final Pattern RECORD = Pattern.compile(
            "(?<nodes>\\d+) (?<dedicated>dedicated )?nodes? \\[(?<from>\\d+), (?<to>\\d+)\\)(?<twice> twice)?");
    private static final String BETWEEN_PACKAGES = ", (?=(gift )?[A-Z] )";
    private static final String BETWEEN_RECORDS = ", (?=\\d+ (dedicated )?node)";

    private ExampleNotation() {}

    static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    static List<TestPackage> parsePackages(String written) {
        return Arrays.stream(written.split(BETWEEN_PACKAGES))
                .map(ExampleNotation::parsePackage)
                .toList();
    }

    static List<Usage> parseRecords(String written) {
        return Arrays.stream(written.split(BETWEEN_RECORDS))
                .flatMap(record -> parseUsages(record).stream())
                .toList();
    }

    static Usage parseUsage(String written) {
        return parseRecords(written).getFirst();
    }

    static String formatPackage(long id) {
        return String.valueOf((char) ('A' + id - 1));
    }

    static String formatSpan(Instant from, Instant to) {
        return "[" + from.getEpochSecond() + ", " + to.getEpochSecond() + ")";
    }

    private static TestPackage parsePackage(String written) {
        var parts = match(PACKAGE, written);
        return new TestPackage(
                new Terms(
                        parts.group("letter").charAt(0) - 'A' + 1,
                        parts.group("gift") != null,
                        Optional.ofNullable(parts.group("region")).orElse(REGION),
                        Optional.ofNullable(parts.group("specification")).orElse(SPECIFICATION),
                        Optional.ofNullable(parts.group("activities"))
                                .map(ExampleNotation::parseActivities)
                                .orElse(EnumSet.allOf(Activity.class)),
                        parseInstant(parts, "from"),
                        parseInstant(parts, "to"),
                        parts.group("made") == null ? Instant.EPOCH : parseInstant(parts, "made")),
                Long.parseLong(parts.group("total")));
    }

    private static List<Usage> parseUsages(String written) {
        var parts = match(RECORD, written);
        var usage = new Usage(
                REGION,
                parts.group("dedicated") == null ? Pool.PUBLIC : Pool.DEDICATED,
                SPECIFICATION,
                Activity.TRAINING,
                Long.parseLong(parts.group("nodes")),
                parseInstant(parts, "from"),
                parseInstant(parts, "to"));
        return Collections.nCopies(parts.group("twice") == null ? 1 : 2, usage);
    }

    private static Set<Activity> parseActivities(String joined) {
        return Arrays.stream(joined.split("\\+")).map(Activity::valueOf).collect(Collectors.toSet());
    }

    private static Instant parseInstant(Matcher parts, String group) {
        return at(Long.parseLong(parts.group(group)));
    }

    private static Matcher match(Pattern pattern, String written) {
        var parts = pattern.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Cannot read '" + written + "'");
        }
        return parts;
    }
}
