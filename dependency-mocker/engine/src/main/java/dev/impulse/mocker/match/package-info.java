/// Which stub answers a call.
///
/// A [dev.impulse.mocker.stub.Call] enters a [StubIndex], and the number of a stub leaves; for a call that no stub is
/// for, a [NearestStub] says which one it may have been meant for. Both are immutable, for any thread; the index
/// allocates nothing.
@NullMarked
package dev.impulse.mocker.match;

import org.jspecify.annotations.NullMarked;
