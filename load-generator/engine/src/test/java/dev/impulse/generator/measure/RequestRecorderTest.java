package dev.impulse.generator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.measure.SeriesKey.Kind;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.Interval;
import dev.impulse.measure.IntervalRecorder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestRecorderTest {
    private final List<Interval<SeriesKey>> intervals = new ArrayList<>();
    private final IntervalRecorder<SeriesKey> loop = new IntervalRecorder<>(intervals::add);
    private final RequestRecorder recorder = new RequestRecorder(loop, 0, 0, "pay");

    private List<String> recorded() {
        loop.end(1);
        return intervals.getFirst().parts().stream()
                .map(part -> part.key().kind().text() + " "
                        + part.times().count() + " "
                        + part.times().histogram().getMaxValue())
                .toList();
    }

    @Test
    void whatDidNotHappenIsNotRecorded() {
        recorder.ended(null, 30, 20);
        recorder.connected(-1, -1, -1);

        assertThat(recorded()).containsExactly("response 1 30", "service 1 20");
    }

    @Test
    void whatAFailedRequestTookUpToItsFailureIsRecorded() {
        recorder.ended(ErrorKind.REQUEST_TIMEOUT, 90, 80);
        recorder.connected(0, 2, 3);

        assertThat(recorded()).containsExactlyInAnyOrder("response 1 90", "waiting 1 0", "connect 1 2", "tls 1 3");
        assertThat(intervals.getFirst().parts())
                .filteredOn(part -> part.key().kind() != Kind.RESPONSE)
                .allSatisfy(part -> assertThat(part.key().outcome()).isNull());
    }
}
