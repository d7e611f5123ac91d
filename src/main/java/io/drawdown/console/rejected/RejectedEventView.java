package io.drawdown.console.rejected;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.console.AccountPage;
import io.drawdown.console.components.Card;
import io.drawdown.console.components.Facts;
import io.drawdown.console.components.Notice;
import io.drawdown.console.components.Page;
import io.drawdown.console.components.When;
import io.drawdown.console.usage.UsageLinks;
import io.drawdown.usage.EventResult;
import io.drawdown.usage.RejectedEvent;
import io.drawdown.usage.RejectedEvents;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One rejected event: how it came, why it was rejected, and a copy to mend and replay. */
@Route("rejected-events/:event")
@RolesAllowed("ADMIN")
class RejectedEventView extends Page implements BeforeEnterObserver, HasDynamicTitle {

    private static final String EVENT = "event";

    private final RejectedEvents events;
    private final JsonMapper json;
    private final Clock clock;
    private RejectedEvent shown;
    private EventEditor editor;

    RejectedEventView(RejectedEvents events, JsonMapper json, Clock clock) {
        super("Rejected event");
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /** A link to an event's page. */
    static RouterLink link(RejectedEvent one) {
        return new RouterLink(
                one.eventId(), RejectedEventView.class, new RouteParameters(EVENT, Long.toString(one.id())));
    }

    @Override
    public String getPageTitle() {
        return shown.eventId() + " · Rejected Events · Drawdown";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entered) {
        var id = entered.getRouteParameters().get(EVENT).orElse("");
        try {
            show(events.get(id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1));
        } catch (ProblemException problem) {
            if (problem.type() == ProblemType.NOT_FOUND) {
                throw new NotFoundException(problem.detail());
            }
            throw problem;
        }
    }

    private void show(RejectedEvent one) {
        clear();
        shown = one;
        header().setTitle(one.eventId());
        addComponentAsFirst(way());
        editor = new EventEditor(
                pretty(one.mended() == null ? one.event() : one.mended()), pretty(one.event()), json, this::save);
        var open = one.state() == RejectedEvent.State.OPEN;
        if (open) {
            var replay = new Button("Replay", click -> replay());
            replay.addThemeVariants(ButtonVariant.PRIMARY);
            header().setActions(replay);
        }
        add(why(one));
        var came = new Card("As it came", code(one.event()));
        var columns = new Div(new Div(facts(one), came), new Div(copy(one, open)));
        columns.addClassName("rejected-event");
        add(columns);
    }

    private static Notice why(RejectedEvent one) {
        var remedy = new Span(" " + RejectedWords.remedy(one));
        return one.state() == RejectedEvent.State.OPEN
                ? new Notice(Notice.Tone.WARNING, new Span(one.detail()), remedy)
                        .lead(RejectedWords.title(one))
                        .unannounced()
                : new Notice(Notice.Tone.INFO, new Span(RejectedWords.remedy(one)))
                        .lead(RejectedWords.of(one.state()))
                        .unannounced();
    }

    private Card facts(RejectedEvent one) {
        var now = clock.instant();
        var facts = new Facts().fact("Account", RejectedTable.account(one)).fact("Source", one.source());
        if (one.field() != null) {
            facts.fact("Field at fault", one.field());
        }
        facts.fact("Came", at(one.receivedAt(), now));
        if (one.mendedAt() != null) {
            facts.fact("Mended by", new Span(new Span(one.mendedBy() + ", "), at(one.mendedAt(), now)));
        }
        if (one.replayedAt() != null) {
            facts.fact("Replayed by", new Span(new Span(one.replayedBy() + ", "), at(one.replayedAt(), now)));
        }
        return new Card("About this event", facts).aside(RejectedWords.badge(one));
    }

    private Card copy(RejectedEvent one, boolean open) {
        if (open) {
            return new Card("Mended copy", editor);
        }
        return one.mended() == null
                ? new Card("Mended copy", new Span("None was made."))
                : new Card("Mended copy", code(one.mended()));
    }

    private static Span at(Instant instant, Instant now) {
        return new Span(When.at(instant, ZoneOffset.UTC, now), new Span(" UTC"));
    }

    private Pre code(JsonNode event) {
        var code = new Pre(pretty(event));
        code.addClassName("event-json");
        return code;
    }

    private String pretty(JsonNode event) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(event);
    }

    private boolean save(JsonNode copy) {
        try {
            var saved = events.mend(shown, copy);
            show(saved);
            say(
                    saved.mended() == null
                            ? new Notice(Notice.Tone.INFO, "The copy says the same as the event, so that none is kept.")
                            : new Notice(
                                    Notice.Tone.SUCCESS,
                                    "Kept beside the event as it came. A replay settles this copy."));
            return true;
        } catch (ProblemException refused) {
            if (refused.type() == ProblemType.CHANGED_MEANWHILE) {
                say(new Notice(Notice.Tone.ERROR, refused.detail())
                        .action(new Button("Open again", click -> show(events.get(shown.id())))));
            } else {
                editor.refuse(refused);
            }
            return false;
        }
    }

    private void replay() {
        if (editor.isChanged() && !editor.save()) {
            return;
        }
        try {
            var before = shown;
            var result = events.replay(before);
            show(events.get(before.id()));
            say(told(before, result));
        } catch (ProblemException refused) {
            show(events.get(shown.id()));
            say(new Notice(Notice.Tone.ERROR, refused.detail()));
        }
    }

    private Notice told(RejectedEvent before, EventResult result) {
        var settled = result.status() == EventResult.Status.ACCEPTED || result.status() == EventResult.Status.DUPLICATE;
        var notice = new Notice(settled ? Notice.Tone.SUCCESS : Notice.Tone.ERROR, RejectedWords.of(result));
        var event = before.mended() == null ? before.event() : before.mended();
        var job = event.path("subject");
        return settled && job.isString() && !event.path("type").stringValue("").contains("voided")
                ? notice.action(UsageLinks.job(
                        job.stringValue(),
                        QueryParameters.of(
                                AccountPage.ACCOUNT, event.at("/data/account").stringValue(before.account()))))
                : notice;
    }

    private static Nav way() {
        var way = new Nav(new RouterLink("Rejected Events", RejectedEventsView.class));
        way.setAriaLabel("Breadcrumb");
        way.addClassName("breadcrumb");
        return way;
    }
}
