package dev.impulse.examples.shop;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Who is logged in. A user has one token, however often they log in, so that memory is bounded by the number of users.
final class Sessions {
    private static final int USERS = 10_000;

    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> users = new ConcurrentHashMap<>();

    /// The token of `user-0` to `user-9999`, whose password is `password-` and the same number; empty for anyone else.
    Optional<String> logIn(String user, String password) {
        if (!isKnown(user) || !password.equals(user.replace("user-", "password-"))) {
            return Optional.empty();
        }
        return Optional.of(tokens.computeIfAbsent(user, this::newToken));
    }

    /// Who holds the token.
    Optional<String> user(String token) {
        return Optional.ofNullable(users.get(token));
    }

    private String newToken(String user) {
        String token = UUID.randomUUID().toString();
        users.put(token, user);
        return token;
    }

    private static boolean isKnown(String user) {
        return user.matches("user-(0|[1-9][0-9]{0,3})") && Integer.parseInt(user.substring(5)) < USERS;
    }
}
