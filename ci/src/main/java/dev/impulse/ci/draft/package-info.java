/// Drafts a first load test for whoever has none: a [Draft] enters, made of a URL or of what an [OpenApi] file says of
/// its operations; the text of a load test's file leaves. Functions of values; any thread. Read [Draft] first, then
/// [OpenApi], [DraftText].
@NullMarked
package dev.impulse.ci.draft;

import org.jspecify.annotations.NullMarked;
