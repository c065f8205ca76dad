package dev.impulse.wire.server;

/// What a server takes.
///
/// @param longestHead how many bytes a request's head may have; at least 64
/// @param longestBody how many bytes a request's body may have; it is held in memory until the answer is given
public record ServerOptions(int longestHead, int longestBody) {

    /// Heads of 64 KiB and bodies of 16 MiB.
    public static final ServerOptions USUAL = new ServerOptions(64 * 1024, 16 * 1024 * 1024);

    public ServerOptions {
        if (longestHead < 64) {
            throw new IllegalArgumentException("longestHead: " + longestHead + " (expected: at least 64 bytes)");
        }
        if (longestBody < 0) {
            throw new IllegalArgumentException("longestBody: " + longestBody + " (expected: 0 or more bytes)");
        }
    }
}
