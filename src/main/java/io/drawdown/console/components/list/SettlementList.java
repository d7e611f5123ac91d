package io.drawdown.console.components.list;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.router.QueryParameters;
import io.drawdown.base.sql.Listing;
import io.drawdown.console.components.address.PageAddress;
import io.drawdown.console.components.address.ParameterFormat;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.data.domain.Sort;

/**
 * A list of what running jobs used, in merged lines or, if the user wants to see them, settlement by settlement. The
 * choice stands in the page's address.
 */
public final class SettlementList<T> implements Listing<T> {

    private static final String PARAMETER = "settlements";

    private final Supplier<Listing<T>> merged;
    private final Supplier<Listing<T>> settlements;
    private final Checkbox toggle = new Checkbox("Show settlements");
    private Listing<T> shown;

    /**
     * Creates a list for a page.
     *
     * @param path the page's path
     * @param address the parameters of its address
     */
    public SettlementList(
            String path, QueryParameters address, Supplier<Listing<T>> merged, Supplier<Listing<T>> settlements) {
        this.merged = merged;
        this.settlements = settlements;
        toggle.setValue(Boolean.TRUE.equals(ParameterFormat.FLAG.read(address, PARAMETER)));
        toggle.setTooltipText("A running job is settled every hour and whenever something changes.");
        toggle.addValueChangeListener(change -> {
            shown = chosen();
            PageAddress.push(
                    path, change.getValue() ? address.merging(PARAMETER, "true") : address.excluding(PARAMETER));
        });
        shown = chosen();
    }

    /** Returns the field with which the user chooses. The action shows the list again. */
    public Checkbox toggle(Runnable action) {
        toggle.addValueChangeListener(change -> action.run());
        return toggle;
    }

    private Listing<T> chosen() {
        return toggle.getValue() ? settlements.get() : merged.get();
    }

    @Override
    public Slice<T> slice(Position from, int limit, Sort sort) {
        return shown.slice(from, limit, sort);
    }

    @Override
    public long count() {
        return shown.count();
    }

    @Override
    public void forEach(Consumer<? super T> action) {
        shown.forEach(action);
    }
}
