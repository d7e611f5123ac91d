package io.drawdown.api;

import io.drawdown.alert.UsageAlerts;
import io.drawdown.api.infra.etag.EntityTags;
import io.drawdown.api.infra.etag.TagConditions;
import io.drawdown.api.infra.limit.LimitedPaths;
import io.drawdown.api.infra.openapi.AnswersETag;
import io.drawdown.api.infra.openapi.ApiDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = ApiDocument.ALERTS)
public class UsageAlertController {

    private static final String OF_ACCOUNT = """
            {"scope": "EACH_PACKAGE",
             "default": {"enabled": true, "thresholds": [{"type": "PERCENTAGE", "value": 20}]},
             "targets": [{"package": "17", "enabled": true,
                          "thresholds": [{"type": "PERCENTAGE", "value": 20}, {"type": "REMAINING", "value": 36000}]},
                         {"region": "cn-north-4", "specification": "modelarts.vm.gpu.v100", "activities": ["TRAINING"],
                          "enabled": false, "thresholds": []}]}""";
    private static final String OF_PLATFORM = """
            {"scope": "EACH_PACKAGE", "default": {"enabled": true, "thresholds": [{"type": "PERCENTAGE", "value": 20}]}}""";

    private final UsageAlerts alerts;
    private final EntityTags tags;

    UsageAlertController(UsageAlerts alerts, EntityTags tags) {
        this.alerts = alerts;
        this.tags = tags;
    }

    @Operation(
            summary = "Get an account's usage alert settings",
            description = "The platform's default until the account saves settings of its own.")
    @AnswersETag
    @GetMapping("/accounts/{account}" + LimitedPaths.USAGE_ALERT)
    ResponseEntity<UsageAlertBody> getUsageAlert(@PathVariable String account) {
        return tags.answer(UsageAlertBody.fromAccount(alerts.get(account)));
    }

    @Operation(summary = "Save an account's usage alert settings", description = """
            For customers of the account and ADMIN. A target is either a package, or a region, specification and set \
            of activities. Targets that aren't listed have the default. PERCENTAGE is 1 to 99 percent of the total, \
            REMAINING is in node-seconds. At most 300 targets with 10 thresholds each; an account that already has \
            more may keep that number. If a changed threshold is already crossed, a notification is sent at once, \
            unless one was sent since the target's remaining time last rose. Unchanged thresholds keep their state.""")
    @AnswersETag
    @PutMapping("/accounts/{account}" + LimitedPaths.USAGE_ALERT)
    ResponseEntity<UsageAlertBody> putUsageAlert(
            @PathVariable String account,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(OF_ACCOUNT)))
                    @RequestBody
                    UsageAlertBody body,
            TagConditions conditions) {
        var saved = alerts.putIf(account, body.toAlert(), tags.precondition(conditions, UsageAlertBody::fromAccount));
        return tags.answer(UsageAlertBody.fromAccount(saved.alert()));
    }

    @Operation(summary = "Get the default usage alert settings", description = "For SUPPORT and ADMIN.")
    @AnswersETag
    @GetMapping("/usage-alert-default")
    ResponseEntity<UsageAlertBody> getUsageAlertDefault() {
        return tags.answer(UsageAlertBody.fromPlatform(alerts.getPlatformDefault()));
    }

    @Operation(summary = "Save the default usage alert settings", description = """
                    For ADMIN. Applies within moments to every account without settings of its own. The default has \
                    no targets.""")
    @AnswersETag
    @PutMapping("/usage-alert-default")
    ResponseEntity<UsageAlertBody> putUsageAlertDefault(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(examples = @ExampleObject(OF_PLATFORM)))
                    @RequestBody
                    UsageAlertBody body,
            TagConditions conditions) {
        var saved = alerts.putPlatformDefaultIf(
                body.toAlert(), tags.precondition(conditions, UsageAlertBody::fromPlatform));
        return tags.answer(UsageAlertBody.fromPlatform(saved));
    }
}
