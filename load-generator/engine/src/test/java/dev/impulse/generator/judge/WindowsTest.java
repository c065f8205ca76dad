package dev.impulse.generator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.load.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WindowsTest {

    /// Taking seconds out of the sum again must give what adding up each window anew gives.
    @Property(tries = 200)
    void slidingGivesWhatEachWindowByItselfGives(
            @ForAll @Size(min = 1, max = 12) List<@Size(max = 6) List<@IntRange(min = 1, max = 5_000) Integer>> millis,
            @ForAll @IntRange(min = 1, max = 14) int width) {
        var seconds = millis.stream().map(WindowsTest::second).toList();
        var whole =
                Run.of("browse").ok(1, 1).seconds(seconds.toArray(Run[]::new)).evidence();
        var slid = new ArrayList<List<Long>>();

        Windows.worst(whole, Duration.ofSeconds(width), Operator.BELOW, window -> {
            slid.add(List.of(
                    window.responseOk().getTotalCount(),
                    window.responseOk().getValueAtPercentile(99),
                    window.responseOk().getMaxValue(),
                    window.errors().getOrDefault(ErrorKind.STATUS, 0L)));
            return new Reading(true, 0, "");
        });

        var anew = new ArrayList<List<Long>>();
        int length = Math.min(width, seconds.size());
        for (int from = 0; from + length <= seconds.size(); from++) {
            var sum = Run.of("browse");
            long failed = 0;
            for (var second : millis.subList(from, from + length)) {
                second.forEach(one -> sum.ok(1, one));
                failed += second.isEmpty() ? 0 : 1;
            }
            var evidence = sum.evidence();
            if (failed > 0) {
                anew.add(List.of(
                        evidence.responseOk().getTotalCount(),
                        evidence.responseOk().getValueAtPercentile(99),
                        evidence.responseOk().getMaxValue(),
                        failed));
            }
        }
        assertThat(slid).isEqualTo(anew);
    }

    /// One more failed, so that errors are taken out as well.
    private static Run second(List<Integer> millis) {
        var second = Run.of("browse");
        millis.forEach(one -> second.ok(1, one));
        return millis.isEmpty() ? second : second.failed(1, 1, ErrorKind.STATUS);
    }
}
