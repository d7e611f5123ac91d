package io.drawdown.rights;

import static io.drawdown.rights.AccessRule.Answer.ALLOWED;
import static io.drawdown.rights.AccessRule.Answer.FORBIDDEN;
import static io.drawdown.rights.AccessRule.Answer.NOT_FOUND;
import static io.drawdown.rights.AccessRule.Answer.UNAUTHENTICATED;

import io.drawdown.account.model.Role;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Who may do something (R23), as the tables name it. */
public enum AccessRule {
    /** Reads an account: its customers, support, admins. Others don't learn that it exists. */
    READ(actor -> switch (actor.role()) {
        case ADMIN, SUPPORT -> ALLOWED;
        case CUSTOMER -> ownOnly(actor);
        case METERING -> FORBIDDEN;
    }),
    /** Changes an account: its customers and admins. */
    CHANGE(actor -> switch (actor.role()) {
        case ADMIN -> ALLOWED;
        case CUSTOMER -> ownOnly(actor);
        case SUPPORT, METERING -> FORBIDDEN;
    }),
    /** Reads all accounts: support and admins. */
    STAFF(actor -> actor.role() == Role.ADMIN || actor.role() == Role.SUPPORT ? ALLOWED : FORBIDDEN),
    ADMIN(actor -> actor.role() == Role.ADMIN ? ALLOWED : FORBIDDEN),
    /** Reports usage: METERING keys and admins. */
    REPORT(actor -> actor.role() == Role.ADMIN || actor.role() == Role.METERING ? ALLOWED : FORBIDDEN),
    /** Everybody who is known. */
    KNOWN(actor -> ALLOWED),
    /** Whoever has signed in with a password of this program, as nobody here has. */
    OWN_PASSWORD(actor -> FORBIDDEN),
    /** Not served to anybody. */
    CLOSED(actor -> FORBIDDEN),
    /** Everybody. */
    OPEN(actor -> ALLOWED),
    /** Asks for no rights; so neither the console nor the API may call it, but for what the table names. */
    UNASKED(actor -> ALLOWED);

    private final Function<Actor, Answer> answer;

    AccessRule(Function<Actor, Answer> answer) {
        this.answer = answer;
    }

    /** What somebody is told. */
    public enum Answer {
        ALLOWED,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        /** Nothing, because the call broke off before anybody asked for rights: its arguments are no test of them. */
        NEVER_ASKED
    }

    /** What the actor is told. */
    public Answer answerTo(Actor actor) {
        return switch (this) {
            case OPEN, UNASKED -> ALLOWED;
            default ->
                switch (actor) {
                    case NOBODY -> UNAUTHENTICATED;
                    case NEWCOMER -> FORBIDDEN;
                    default -> answer.apply(actor);
                };
        };
    }

    /** What each of these actors is told. */
    public Map<Actor, Answer> answersTo(Collection<Actor> actors) {
        return answersTo(actors, this::answerTo);
    }

    /** The answers to actors, in their order. */
    public static Map<Actor, Answer> answersTo(Collection<Actor> actors, Function<Actor, Answer> answerTo) {
        var answers = new EnumMap<Actor, Answer>(Actor.class);
        actors.forEach(actor -> answers.put(actor, answerTo.apply(actor)));
        return answers;
    }

    private static Answer ownOnly(Actor actor) {
        return actor.affiliation() == Actor.Affiliation.THIS_ACCOUNT ? ALLOWED : NOT_FOUND;
    }
}
