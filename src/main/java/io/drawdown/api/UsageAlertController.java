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
            summary = "An account's usage alert settings",
            description = "Its own, or the platform's default until it saves some.")
    @AnswersETag
    @GetMapping("/accounts/{account}" + LimitedPaths.USAGE_ALERT)
    ResponseEntity<UsageAlertBody> getUsageAlert(@PathVariable String account) {
        return tags.answer(UsageAlertBody.fromAccount(alerts.get(account)));
    }

    @Operation(summary = "Save an account's usage alert settings", description = """
            For customers of the account and ADMIN. A target names either a package or a region, a specification and activities; \
            targets that aren't listed have the default. A PERCENTAGE is 1 to 99 of the total, REMAINING is in node-seconds. \
            At most 300 targets, with 10 thresholds each; an account that has more from before may keep as many. Of a target with \
            thresholds that this changes and that are crossed already, the account is told at once, unless it was told of it since \
            what remains last rose. Thresholds that stay are as they were.""")
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

    @Operation(summary = "The platform's default for usage alerts", description = "For SUPPORT and ADMIN.")
    @AnswersETag
    @GetMapping("/usage-alert-default")
    ResponseEntity<UsageAlertBody> getUsageAlertDefault() {
        return tags.answer(UsageAlertBody.fromPlatform(alerts.getPlatformDefault()));
    }

    @Operation(
            summary = "Save the platform's default for usage alerts",
            description =
                    "An ADMIN's to do. It holds within moments for every account that hasn't saved settings of its own. It has no targets.")
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
