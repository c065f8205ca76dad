package dev.impulse.wire.http;

import org.jspecify.annotations.Nullable;

/// The head of a request, and its trailers once the request is whole.
///
/// Whoever made it hands it to [RequestParser#expect], and may hand it over again when its request is no longer needed.
/// For one thread at a time.
public final class RequestHead extends Head {

    String method = "";
    int targetStart;
    int targetEnd;
    boolean expectsContinue;
    private @Nullable String target;

    /// Makes an empty one.
    public RequestHead() {}

    /// The method, as it came: methods tell small letters from capitals.
    public String method() {
        return method;
    }

    /// The target as it came: a path that starts with `/`, perhaps with a query; `*`; or a whole `http://` address, as
    /// proxies are sent it (RFC 9112, section 3.2).
    public String target() {
        String known = target;
        if (known == null) {
            known = text(targetStart, targetEnd);
            target = known;
        }
        return known;
    }

    /// Whether the client waits for `100 Continue` before it sends the body.
    public boolean expectsContinue() {
        return expectsContinue;
    }

    /// A copy that stays as it is, of its own bytes.
    public RequestHead copy() {
        RequestHead copy = new RequestHead();
        copyTo(copy);
        copy.method = method;
        copy.targetStart = targetStart;
        copy.targetEnd = targetEnd;
        copy.expectsContinue = expectsContinue;
        return copy;
    }

    @Override
    void reset() {
        super.reset();
        method = "";
        target = null;
        targetStart = 0;
        targetEnd = 0;
        expectsContinue = false;
    }
}
