package io.drawdown.api;

import io.drawdown.alert.AlertKind;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.drawdown.base.sql.Listing;
import io.drawdown.notification.Inbox;
import io.drawdown.notification.message.NotificationBody;
import io.drawdown.notification.message.NotificationFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts/{account}/notifications")
@Tag(name = ApiDocument.ALERTS)
class NotificationController {

    private final Inbox inbox;

    NotificationController(Inbox inbox) {
        this.inbox = inbox;
    }

    record MarkedRead(int read) {}

    @Operation(summary = "List an account's notifications, newest first", description = """
            'package' is null if the notification is about the total of a kind. 'threshold' is set only for \
            THRESHOLD. 'runsOutAt' is set for THRESHOLD: the time at which the remaining hours will be used up or \
            expire if the jobs that ran at that time continue. 'nextHourCost' is set for USED_UP: the pay-per-use \
            cost of these jobs in the following hour. Both are null if no covered job was running. SILENT_RUN tells of \
            running jobs that haven't been heard of for too long: 'runs' is their number, 'jobs' the names of up to \
            three of them, 'run' the id of the run that costs most an hour, and 'region', 'specification' and \
            'activities' are those of that run; 'remainingNodeSeconds' and 'totalNodeSeconds' are null.""")
    @GetMapping
    Listing<NotificationBody> listNotifications(
            @PathVariable String account,
            @RequestParam(required = false) @Nullable Boolean unread,
            @RequestParam(required = false) @Nullable AlertKind kind,
            @RequestParam(name = "package", required = false) @Nullable String packageId) {
        return inbox.list(account, new NotificationFilter(unread, kind, packageId))
                .map(NotificationBody::of);
    }

    @Operation(summary = "Get a notification")
    @GetMapping("/{id}")
    NotificationBody getNotification(@PathVariable String account, @PathVariable String id) {
        return NotificationBody.of(inbox.get(account, id));
    }

    @Operation(
            summary = "Mark a notification as read",
            description = "For customers of the account and ADMIN. Repeating it keeps the first 'readAt'.")
    @PostMapping("/{id}/read")
    NotificationBody markRead(@PathVariable String account, @PathVariable String id) {
        return NotificationBody.of(inbox.markRead(account, id));
    }

    @Operation(
            summary = "Mark all notifications as read",
            description = "For customers of the account and ADMIN. Returns the number that was unread.")
    @PostMapping("/read-all")
    MarkedRead markAllRead(@PathVariable String account) {
        return new MarkedRead(inbox.markAllRead(account));
    }
}
