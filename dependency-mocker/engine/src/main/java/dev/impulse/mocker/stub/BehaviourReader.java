package dev.impulse.mocker.stub;

import dev.impulse.mocker.delay.Delay;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what is said of delay and faults, always and by phase.
public final class BehaviourReader {

    static final Keys KEYS = Keys.of("delay", "errors");
    static final Keys ERROR = Keys.of("rate", "answer");
    static final String DURING = "in";

    private static final Pattern PHASE = Pattern.compile("\\p{L}[\\p{L}\\p{N}_-]*");
    private static final Answer USUAL_ERROR = new Answer.Constant(Reply.of(500));
    private static final String ERRORS = "a share such as 2 %, or { rate: 2 %, answer: 503 }";

    private BehaviourReader() {}

    /// Reads a mapping with `delay` and `errors`, as a load test's `with` has for a phase.
    public static @Nullable Behaviour read(Value value) {
        Section section = value.section(KEYS);
        return section == null ? null : behaviour(section, List.of());
    }

    /// Reads `delay`, `errors` and `in` of a section that has other keys as well.
    ///
    /// @param names of the parts of a path that an error's answer may hold
    static Behaviours behaviours(Section section, List<String> names) {
        SequencedMap<String, Behaviour> during = new LinkedHashMap<>();
        section.optional(DURING, value -> {
            Section phases = value.section(Keys.andNames());
            if (phases != null) {
                phases.named().forEach((phase, said) -> {
                    if (!PHASE.matcher(phase).matches()) {
                        said.refuseKey("no name of a phase", "the name of a phase, or warm-up, steady or peak");
                    }
                    Section behaviour = said.section(KEYS);
                    if (behaviour != null) {
                        during.put(phase, behaviour(behaviour, names));
                    }
                });
            }
            return null;
        });
        return new Behaviours(behaviour(section, names), during);
    }

    private static Behaviour behaviour(Section section, List<String> names) {
        Delay delay = section.optional("delay", DelayReader::read);
        Faults faults = section.optional("errors", value -> faults(value, names));
        return new Behaviour(delay, faults);
    }

    private static @Nullable Faults faults(Value value, List<String> names) {
        List<Fault> faults = new ArrayList<>();
        double sum = 0;
        for (Value item : value.itemOrItems()) {
            Fault fault = fault(item, names);
            if (fault != null && fault.rate() > 0) {
                faults.add(fault);
                sum += fault.rate();
            }
        }
        if (sum > 1) {
            value.refuse(Share.text(sum) + " of all calls", "at most 100 % together");
            return null;
        }
        return new Faults(faults);
    }

    private static @Nullable Fault fault(Value value, List<String> names) {
        if (value.isScalar()) {
            Double rate = value.parsed(ERRORS, Share::parse);
            return rate == null ? null : new Fault.ErrorAnswer(rate, USUAL_ERROR);
        }
        Section section = value.section(ERROR);
        if (section == null) {
            return null;
        }
        Double rate = section.required("rate", Share.EXPECTED, share -> share.parsed(Share.EXPECTED, Share::parse));
        Answer answer = section.optional("answer", USUAL_ERROR, written -> new AnswerReader(names).read(written));
        return rate == null ? null : new Fault.ErrorAnswer(rate, answer);
    }
}
