package io.drawdown.account;

import io.drawdown.account.internal.CurrentUserSession;
import io.drawdown.account.internal.SecondFactorRepository;
import io.drawdown.account.internal.SecondFactorRepository.StoredFactor;
import io.drawdown.account.internal.UserSessionRepository;
import io.drawdown.account.model.SignedInUser;
import io.drawdown.account.secondfactor.NewSecondFactor;
import io.drawdown.account.secondfactor.RecoveryCodes;
import io.drawdown.account.secondfactor.SecondFactorStatus;
import io.drawdown.account.secondfactor.TimeCodes;
import io.drawdown.base.AuditAction;
import io.drawdown.base.AuditedChange;
import io.drawdown.base.ProblemException;
import io.drawdown.base.ProblemType;
import io.drawdown.base.sql.RetryOnConflict;
import io.drawdown.log.SecurityLog;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The second factors of users who sign in with a password of this program: codes of an app on the user's phone, and
 * recovery codes. What a user changes about the own one takes the password, so that a session that was left open isn't
 * enough.
 */
@Service
public class SecondFactors {

    private static final int MAX_CODE_LENGTH = 32;
    private static final int SECRET_LENGTH = 32;

    private final SecondFactorRepository repository;
    private final UserSessionRepository sessions;
    private final OwnPassword ownPassword;
    private final Users users;
    private final SecondFactorProperties properties;
    private final Access access;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String site;

    SecondFactors(
            SecondFactorRepository repository,
            UserSessionRepository sessions,
            OwnPassword ownPassword,
            Users users,
            SecondFactorProperties properties,
            Access access,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${drawdown.url}") String url) {
        this.repository = repository;
        this.sessions = sessions;
        this.ownPassword = ownPassword;
        this.users = users;
        this.properties = properties;
        this.access = access;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
        this.site = "Drawdown " + Objects.requireNonNullElse(URI.create(url).getHost(), url);
    }

    /** Returns whether the signed-in user has a second factor. */
    @Transactional(readOnly = true)
    public SecondFactorStatus own() {
        var user = access.localUser();
        var stored = repository.find(user.getUsername());
        return new SecondFactorStatus(
                stored.map(StoredFactor::since).orElse(null),
                stored.map(StoredFactor::recoveryCodes).orElse(0),
                isRequiredOf(user));
    }

    /** Returns whether a user must set up a second factor before anything else. */
    @Transactional(readOnly = true)
    public boolean isMissing(SignedInUser user) {
        return user instanceof LocalUser local
                && isRequiredOf(local)
                && repository.find(local.getUsername()).isEmpty();
    }

    /** Returns a new secret for the signed-in user's app. Nothing is stored until {@link #turnOn}. */
    public NewSecondFactor propose() {
        return NewSecondFactor.of(site, access.localUser().getUsername());
    }

    /**
     * Turns the second factor of the signed-in user on, once the app has shown that it knows the secret.
     *
     * @param secret the proposed secret
     * @param code the code that the app shows now
     * @return recovery codes, which are shown once
     * @throws TooManySignInAttemptsException after too many wrong passwords
     */
    public List<String> turnOn(String password, String secret, String code) {
        var username = access.localUser().getUsername();
        requirePassword(password);
        return Objects.requireNonNull(transaction.execute(status -> turnOnOf(username, secret, code)));
    }

    private List<String> turnOnOf(String username, String secret, String code) {
        if (repository.find(username).isPresent()) {
            throw new ProblemException(
                    ProblemType.CHANGED_MEANWHILE,
                    "You have a second factor already. Turn it off before you set up another one.");
        }
        var step = secret.length() == SECRET_LENGTH && code.length() <= MAX_CODE_LENGTH
                ? TimeCodes.findStep(secret, code, clock.instant())
                : OptionalLong.empty();
        if (step.isEmpty()) {
            throw ProblemException.forField(
                    ProblemType.INVALID,
                    "code",
                    "This isn't the code of this secret now. Check that the time of your phone is right, and enter the code that the app shows.");
        }
        repository.insert(username, secret, clock.instant(), step.getAsLong());
        var codes = replaceRecoveryCodes(username);
        publish(AuditAction.SECOND_FACTOR_SET, username, AuditedFactor.OFF, AuditedFactor.WITH_NEW_CODES);
        return codes;
    }

    /**
     * Gives the signed-in user new recovery codes. The earlier ones stop working.
     *
     * @return the codes, which are shown once
     * @throws TooManySignInAttemptsException after too many wrong passwords
     */
    public List<String> renewRecoveryCodes(String password) {
        var username = access.localUser().getUsername();
        requirePassword(password);
        return Objects.requireNonNull(transaction.execute(status -> renewRecoveryCodesOf(username)));
    }

    private List<String> renewRecoveryCodesOf(String username) {
        if (repository.find(username).isEmpty()) {
            throw ProblemException.notFound("Your second factor");
        }
        var codes = replaceRecoveryCodes(username);
        publish(AuditAction.RECOVERY_CODES_SET, username, AuditedFactor.ON, AuditedFactor.WITH_NEW_CODES);
        return codes;
    }

    /**
     * Turns the second factor of the signed-in user off, and ends the user's other sessions. Where the user's role must
     * have one, the user sets up another at once.
     *
     * @throws TooManySignInAttemptsException after too many wrong passwords
     */
    public void turnOff(String password) {
        var username = access.localUser().getUsername();
        requirePassword(password);
        transaction.executeWithoutResult(status -> {
            if (repository.delete(username)) {
                sessions.deleteOthers(username, CurrentUserSession.id());
                publish(AuditAction.SECOND_FACTOR_REMOVED, username, AuditedFactor.ON, AuditedFactor.OFF);
            }
        });
    }

    /**
     * Removes the second factor of a user who has lost the phone and the recovery codes, and ends the user's sessions.
     * Requires an admin.
     */
    @RetryOnConflict
    @Transactional
    public void remove(String username) {
        var admin = access.requireAdmin();
        access.requireRecentPassword();
        if (username.equals(admin.name())) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "This is your own: turn it off under Second Factor, with your password.");
        }
        if (!users.exists(username)) {
            throw ProblemException.notFound("The user '" + username + "'");
        }
        if (repository.delete(username)) {
            sessions.deleteOthers(username, null);
            publish(AuditAction.SECOND_FACTOR_REMOVED, username, AuditedFactor.ON, AuditedFactor.OFF);
        }
    }

    /** Returns whether a user has one. The caller has checked the password. */
    boolean isOn(String username) {
        return repository.find(username).isPresent();
    }

    /** Uses a code of the user's app, or a recovery code. Each is accepted once, on all servers together. */
    @Transactional
    boolean use(String username, String code) {
        if (code.isBlank() || code.length() > MAX_CODE_LENGTH) {
            return false;
        }
        var step = repository.find(username).map(factor -> TimeCodes.findStep(factor.secret(), code, clock.instant()));
        if (step.isEmpty()) {
            return false;
        }
        if (step.get().isPresent()) {
            return repository.useStep(username, step.get().getAsLong());
        }
        var isRecoveryCode = repository.useRecoveryCode(username, RecoveryCodes.hash(code));
        if (isRecoveryCode) {
            SecurityLog.done("recovery-code-used").with("user", username).write();
        }
        return isRecoveryCode;
    }

    private boolean isRequiredOf(LocalUser user) {
        return properties.requiredFor().contains(user.caller().role());
    }

    /** Not within the transaction of the change, whose end would forget that an attempt failed. */
    private void requirePassword(String password) {
        if (!ownPassword.isCorrect(password)) {
            throw ProblemException.forField(ProblemType.INVALID, "password", "This is not your password.");
        }
    }

    private List<String> replaceRecoveryCodes(String username) {
        var codes = RecoveryCodes.newCodes();
        repository.replaceRecoveryCodes(
                username, codes.stream().map(RecoveryCodes::hash).toList());
        return codes;
    }

    private void publish(AuditAction action, String username, AuditedFactor before, AuditedFactor after) {
        var account = users.loadUserByUsername(username).caller().account();
        events.publishEvent(new AuditedChange(action, account, username, before, after));
    }

    /** A second factor in the form that the audit trail records. */
    private record AuditedFactor(boolean secondFactor, boolean newRecoveryCodes) {

        static final AuditedFactor OFF = new AuditedFactor(false, false);
        static final AuditedFactor ON = new AuditedFactor(true, false);
        static final AuditedFactor WITH_NEW_CODES = new AuditedFactor(true, true);
    }
}
