package io.drawdown.console.customer.usage;

import io.drawdown.base.sql.Listing;
import io.drawdown.quota.Packages;
import io.drawdown.quota.packages.ResourcePackage;
import io.drawdown.usage.history.UsagePiece;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/** A listing of pieces that loads their packages with the rows. */
class UsagePieces implements Listing<UsagePiece> {

    private final Listing<UsagePiece> pieces;
    private final Packages packages;
    private final String account;
    private final Map<String, ResourcePackage> known = new HashMap<>();

    UsagePieces(Listing<UsagePiece> pieces, Packages packages, String account) {
        this.pieces = pieces;
        this.packages = packages;
        this.account = account;
    }

    /**
     * Returns the package that covered a piece, or the one behind the reason of its charge; null if there is none.
     * The piece must have been read.
     */
    @Nullable
    ResourcePackage packageOf(UsagePiece piece) {
        return known.get(packageId(piece));
    }

    @Override
    public Slice<UsagePiece> slice(Position from, int limit, Sort sort) {
        var slice = pieces.slice(from, limit, sort);
        loadPackages(slice.rows());
        return slice;
    }

    @Override
    public long count() {
        return pieces.count();
    }

    @Override
    public void forEach(Consumer<? super UsagePiece> action) {
        pieces.forEach(action);
    }

    private void loadPackages(List<UsagePiece> rows) {
        var unknown = rows.stream()
                .map(UsagePieces::packageId)
                .flatMap(Stream::ofNullable)
                .filter(id -> !known.containsKey(id))
                .collect(Collectors.toSet());
        known.putAll(packages.findByIds(account, unknown));
    }

    private static @Nullable String packageId(UsagePiece piece) {
        return piece.charge() == null ? piece.packageId() : piece.charge().because();
    }
}
