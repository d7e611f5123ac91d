package io.drawdown.usage;

import io.drawdown.base.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/** Jobs whose details are read for the rows in view only, all at once. */
class JobListing implements Listing<JobUsage> {

    private static final int AT_ONCE = 500;

    private final Listing<JobSpan> spans;
    private final JobDetails details;

    JobListing(Listing<JobSpan> spans, JobDetails details) {
        this.spans = spans;
        this.details = details;
    }

    @Override
    public Page<JobUsage> page(Pageable pageable) {
        var page = spans.page(pageable);
        return new PageImpl<>(details.of(page.getContent()), pageable, page.getTotalElements());
    }

    @Override
    public List<JobUsage> rows(long offset, int limit, Sort sort) {
        return details.of(spans.rows(offset, limit, sort));
    }

    @Override
    public long count() {
        return spans.count();
    }

    @Override
    public void forEach(Consumer<? super JobUsage> action) {
        var waiting = new ArrayList<JobSpan>();
        spans.forEach(span -> {
            waiting.add(span);
            if (waiting.size() == AT_ONCE) {
                details.of(waiting).forEach(action);
                waiting.clear();
            }
        });
        details.of(waiting).forEach(action);
    }
}
