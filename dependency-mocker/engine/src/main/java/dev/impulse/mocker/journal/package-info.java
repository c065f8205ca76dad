/// What came of calls: counts and times by phase and stub, calls that no stub was for, and what the mocks' process saw
/// of itself.
///
/// Each call is counted on the loop that answered it, in a [LoopJournal], without locks; the loops' histograms are
/// merged on a thread of [Journal]'s own, and a [dev.impulse.mocker.MockEvidence] leaves when it is asked for.
@NullMarked
package dev.impulse.mocker.journal;

import org.jspecify.annotations.NullMarked;
