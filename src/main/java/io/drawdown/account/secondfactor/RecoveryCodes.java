package io.drawdown.account.secondfactor;

import io.drawdown.base.Hash;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Codes for users who have lost their phone. Each can be used once. */
public final class RecoveryCodes {

    /** How many codes a user gets at a time. */
    public static final int COUNT = 10;

    /** Without letters and digits that look alike. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    /** Returns new codes of 118 random bits, such as {@code 7hk2mb-x9qpdc-4znr8k-u6w3fh}. */
    public static List<String> newCodes() {
        return Stream.generate(RecoveryCodes::newCode).limit(COUNT).toList();
    }

    private static String newCode() {
        return Stream.generate(RecoveryCodes::group).limit(GROUPS).collect(Collectors.joining("-"));
    }

    /** Returns the form in which a code is stored, whatever its case, hyphens and spaces. */
    public static String hash(String code) {
        return Hash.sha256(code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
    }

    private static String group() {
        return RANDOM.ints(GROUP_LENGTH, 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
