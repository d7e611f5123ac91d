package io.drawdown.api.infra.list;

import io.drawdown.base.sql.Listing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of one page of a list.
 *
 * @param next the cursor of the next page; null on the last one
 */
public record PageOf<T>(
        List<T> content,
        Position page,

        @Schema(description = "The cursor of the next page, for the same filters, sort and size; null on the last page")
        @Nullable
        String next) {

    /**
     * The position of a page in its list.
     *
     * @param number null if the request used a cursor
     * @param totalElements the count up to {@link Listing#MAX_COUNTED}; one more than that means any larger number
     * @param totalPages the number of pages of the counted rows
     */
    record Position(
            int size,

            @Schema(description = "From 0; null if the page was requested by a cursor") @Nullable
            Integer number,

            @Schema(description = "At most 10,000; 10001 if there are more")
            long totalElements,

            @Schema(description = "The number of pages of the counted rows")
            int totalPages,

            @Schema(description = """
                            Whether there are more than 10,000 rows. Rows beyond the 10,000th can be read by cursor \
                            only""") boolean more) {

        static Position of(int size, @Nullable Integer number, long counted) {
            return new Position(
                    size, number, counted, Math.toIntExact((counted + size - 1) / size), counted > Listing.MAX_COUNTED);
        }
    }
}
