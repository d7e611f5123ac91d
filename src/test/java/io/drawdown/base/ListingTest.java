package io.drawdown.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
        "0, 2, ab", "1, 2, cd", "2, 2, e", "3, 2, ''", "0, 5, abcde", "1, 5, ''",
        "0, 2147483647, abcde", "1, 2147483647, ''", "2147483647, 2147483647, ''", "2, 1, c"
    })
    void isReadAPageAtATime(int number, int size, String rows) {
        var page = letters.page(PageRequest.of(number, size));

        assertThat(String.join("", page)).isEqualTo(rows);
        assertThat(page.getTotalElements()).isEqualTo(5);
    }

    @Test
    void isReadWhole() {
        var passed = new ArrayList<String>();
        letters.forEach(passed::add);

        assertThat(passed).containsExactly("a", "b", "c", "d", "e");
        assertThat(letters.page(Pageable.unpaged()).getContent()).isEqualTo(passed);
        assertThat(letters.count()).isEqualTo(5);
    }

    @Test
    void hasItsRowsInAnotherForm() {
        var capitals = letters.map(String::toUpperCase);
        var passed = new ArrayList<String>();
        capitals.forEach(passed::add);

        assertThat(passed).containsExactly("A", "B", "C", "D", "E");
        assertThat(capitals.page(PageRequest.of(1, 2))).containsExactly("C", "D");
        assertThat(capitals.page(PageRequest.of(1, 2)).getTotalElements()).isEqualTo(5);
        assertThat(capitals.rows(3, 9, Sort.unsorted())).containsExactly("D", "E");
        assertThat(capitals.count()).isEqualTo(5);
    }
}
