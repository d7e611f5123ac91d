package io.drawdown.quota.lines;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of one transaction. Each piece continues the last line of its owner and payer, or begins a new one. */
public final class LineBatch<P> {

    private record Key<P>(LineOwner owner, P payer) {}

    private record Id(String account, long firstEntry) {}

    private final Map<Key<P>, Line<P>> last = new HashMap<>();
    private final Map<Id, Line<P>> changed = new LinkedHashMap<>();

    /** Adds stored lines that pieces may continue. */
    public void load(Collection<Line<P>> stored) {
        stored.forEach(line -> last.put(new Key<>(line.owner(), line.payer()), line));
    }

    /** Adds a piece. */
    public void add(LineOwner owner, P payer, LinePiece piece) {
        var line = last.compute(
                new Key<>(owner, payer),
                (key, before) -> before != null && before.isContinuedBy(piece)
                        ? before.plus(piece)
                        : new Line<>(owner, payer, piece.entry(), null, piece));
        changed.put(new Id(owner.account(), line.firstEntry()), line);
    }

    /** Returns the lines that aren't stored yet. */
    public List<Line<P>> begun() {
        return changed.values().stream()
                .filter(line -> line.storedEntry() == null)
                .toList();
    }

    /** Returns the stored lines that have been continued. */
    public List<Line<P>> continued() {
        return changed.values().stream()
                .filter(line -> line.storedEntry() != null)
                .toList();
    }
}
