/// What pipelines include (`ci/pipelines`), run as it is: the shell text of its steps by a shell, its Groovy by
/// Jenkins's own Groovy, with what each CI would give them. Tests only.
@NullMarked
package dev.impulse.ci.pipelines;

import org.jspecify.annotations.NullMarked;
