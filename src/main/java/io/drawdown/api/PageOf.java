package io.drawdown.api;

import java.util.List;
import org.springframework.data.domain.Page;

/** One page of a list, as the API answers it. */
record PageOf<T>(List<T> content, Position page) {

    record Position(int size, int number, long totalElements, int totalPages) {}

    static <T> PageOf<T> of(Page<T> page) {
        return new PageOf<>(
                page.getContent(),
                new Position(page.getSize(), page.getNumber(), page.getTotalElements(), page.getTotalPages()));
    }
}
