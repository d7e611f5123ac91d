package io.drawdown.base.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

class ListingTest {

    private final Listing<String> letters = Listing.of(List.of("a", "b", "c", "d", "e"));

    @ParameterizedTest(name = "page {0} of {1}: {2}")
    @CsvSource({
        "0, 2, ab",
        "1, 2, cd",
        "2, 2, e",
        "3, 2, ''",
        "0, 5, abcde",
        "1, 5, ''",
        "0, 2147483647, abcde",
        "1, 2147483647, ''",
        "2147483647, 2147483647, ''",
        "2, 1, c"
    })
    void readsOnePageAtATime(int number, int size, String rows) {
        var page = letters.page(PageRequest.of(number, size));

        assertThat(String.join("", page)).isEqualTo(rows);
        assertThat(page.getTotalElements()).isEqualTo(5);
    }

    @Test
    void streamsAllRows() {
        var passed = new ArrayList<String>();
        letters.forEach(passed::add);

        assertThat(passed).containsExactly("a", "b", "c", "d", "e");
        assertThat(letters.page(Pageable.unpaged()).getContent()).isEqualTo(passed);
        assertThat(letters.count()).isEqualTo(5);
    }

    @Test
    void mapsRows() {
        var capitals = letters.map(String::toUpperCase);
        var passed = new ArrayList<String>();
        capitals.forEach(passed::add);

        assertThat(passed).containsExactly("A", "B", "C", "D", "E");
        assertThat(capitals.page(PageRequest.of(1, 2))).containsExactly("C", "D");
        assertThat(capitals.page(PageRequest.of(1, 2)).getTotalElements()).isEqualTo(5);
        assertThat(capitals.rows(3, 9, Sort.unsorted())).containsExactly("D", "E");
        assertThat(capitals.count()).isEqualTo(5);
    }

    @Test
    void continuesAfterARowThatWasDeleted() {
        record Fruit(String name, long weight) {}
        var before = Listing.of(
                List.of(new Fruit("fig", 20), new Fruit("plum", 30), new Fruit("pear", 30), new Fruit("kiwi", 70)),
                SortKey.integer(Fruit::weight),
                SortKey.text(Fruit::name));
        var first = before.slice(new Listing.Offset(0), 2, Sort.unsorted());
        var after = Listing.of(
                List.of(new Fruit("date", 10), new Fruit("plum", 30), new Fruit("olive", 30), new Fruit("kiwi", 70)),
                SortKey.integer(Fruit::weight),
                SortKey.text(Fruit::name));

        assertThat(first.rows()).extracting(Fruit::name).containsExactly("fig", "pear");
        assertThat(first.next()).isEqualTo(new Listing.After(List.of("30", "pear")));
        var second = after.slice(Objects.requireNonNull(first.next()), 9, Sort.unsorted());
        assertThat(second.rows()).extracting(Fruit::name).containsExactly("plum", "kiwi");
        assertThat(second.next()).isNull();
    }

    @Test
    void refusesPositionsOfAnotherList() {
        var numbers = Listing.of(List.of(1L, 2L), SortKey.integer(number -> number));
        for (var keys : List.of(List.<String>of(), List.of("1", "2"), List.of("x"))) {
            assertThatThrownBy(() -> numbers.slice(new Listing.After(keys), 1, Sort.unsorted()))
                    .isInstanceOf(InvalidPositionException.class);
        }
    }

    @Test
    void countsUpToTheLimit() {
        var many = Listing.of(LongStream.rangeClosed(1, 20_000).boxed().toList(), SortKey.integer(number -> number));

        assertThat(many.count()).isEqualTo(10_001);
        assertThat(many.rows(19_999, 9, Sort.unsorted())).containsExactly(20_000L);
    }
}
