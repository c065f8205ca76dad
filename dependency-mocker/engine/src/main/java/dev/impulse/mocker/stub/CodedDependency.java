package dev.impulse.mocker.stub;

import dev.impulse.mock.BehaviourDefinition;
import dev.impulse.mock.Latency;
import dev.impulse.mock.MockedDependency;
import dev.impulse.mock.Request;
import dev.impulse.mock.StubDefinition;
import dev.impulse.mock.Stubs;
import dev.impulse.mocker.delay.Delay;
import dev.impulse.mocker.delay.Fixed;
import dev.impulse.mocker.delay.LogNormal;
import dev.impulse.mocker.delay.None;
import dev.impulse.mocker.delay.Percentile;
import dev.impulse.mocker.delay.RecordedDurations;
import dev.impulse.mocker.delay.Uniform;
import dev.impulse.schema.Origin;
import dev.impulse.schema.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.node.StringNode;

/// Makes a dependency of what was said of it in code.
public final class CodedDependency {

    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}_-]*");

    private CodedDependency() {}

    /// Asks the code what it mocks.
    ///
    /// @throws IllegalArgumentException when what it says cannot be
    public static Dependency of(MockedDependency code) {
        return of(code, Place.of(code.getClass().getName()));
    }

    /// Asks the code what it mocks.
    ///
    /// @param place where it is written
    /// @throws IllegalArgumentException when what it says cannot be
    public static Dependency of(MockedDependency code, Place place) {
        String name = code.name();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a dependency called " + name + " (expected: a word of letters, digits, - and _)");
        }
        var said = new Stubs();
        code.define(said);
        if (said.all().isEmpty()) {
            throw new IllegalArgumentException(name + ": no stubs (expected: at least one, by stubs.every(…))");
        }
        List<Stub> stubs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (StubDefinition definition : said.all()) {
            stubs.add(stub(definition, new Origin(place, name + ".stubs[" + stubs.size() + "]"), names));
        }
        return new Dependency(name, null, stubs, behaviours(said.always(), said.during()));
    }

    private static Stub stub(StubDefinition said, Origin origin, Set<String> names) {
        try {
            RequestMatcher request = request(said.request());
            String wanted = said.name() == null ? request.line() : said.name();
            String name = wanted;
            for (int next = 2; !names.add(name); next++) {
                name = wanted + " #" + next;
            }
            return new Stub(name, request, answer(said.replier()), behaviours(said.always(), said.during()), origin);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(origin.path() + ": " + wrong.getMessage(), wrong);
        }
    }

    private static RequestMatcher request(Request said) {
        if (!said.path().startsWith("/")) {
            throw new IllegalArgumentException("path: " + said.path() + " (expected: such as /payments/{id})");
        }
        PathPattern path = PathTemplate.parse(said.path());
        List<Condition> conditions = new ArrayList<>();
        for (Request.Condition condition : said.conditions()) {
            conditions.add(
                    switch (condition) {
                        case Request.Condition.Query query ->
                            new Condition.QueryParameter(query.name(), same(query.value()));
                        case Request.Condition.Header header ->
                            new Condition.Header(header.name(), same(header.value()));
                        case Request.Condition.Having having ->
                            new Condition.ByCode(call -> isTrue(having, new CodedCall(call, path)));
                    });
        }
        String method = said.method();
        return new RequestMatcher(method == null ? null : method.toUpperCase(Locale.ROOT), path, conditions);
    }

    /// What it throws, for a body that is not as it thinks, is no match.
    private static boolean isTrue(Request.Condition.Having having, CodedCall call) {
        try {
            return having.test().test(call);
        } catch (RuntimeException notSo) {
            return false;
        }
    }

    private static Expected same(String text) {
        return new Expected.Same(StringNode.valueOf(text));
    }

    private static Answer answer(StubDefinition.Replier said) {
        return switch (said) {
            case StubDefinition.Replier.Always always -> new Answer.Constant(reply(always.answer()));
            case StubDefinition.Replier.ByCode code ->
                new Answer.ByCode(matched -> reply(code.code()
                        .of(new CodedCall(
                                matched.call(), matched.stub().request().path()))));
        };
    }

    private static Reply reply(dev.impulse.mock.Answer answer) {
        List<HeaderField> fields = answer.headers().stream()
                .map(field -> new HeaderField(field.name(), field.value()))
                .toList();
        return new Reply(answer.status(), fields, answer.body());
    }

    private static Behaviours behaviours(BehaviourDefinition always, SequencedMap<String, BehaviourDefinition> during) {
        SequencedMap<String, Behaviour> byPhase = new LinkedHashMap<>();
        during.forEach((phase, said) -> byPhase.put(phase, behaviour(said)));
        return new Behaviours(behaviour(always), byPhase);
    }

    private static Behaviour behaviour(BehaviourDefinition said) {
        Latency latency = said.latency();
        List<BehaviourDefinition.ErrorShare> errors = said.errors();
        return new Behaviour(latency == null ? null : delay(latency), errors == null ? null : faults(errors));
    }

    private static Faults faults(List<BehaviourDefinition.ErrorShare> errors) {
        return new Faults(errors.stream()
                .filter(error -> error.percent() > 0)
                .<Fault>map(error ->
                        new Fault.ErrorAnswer(error.percent() / 100, new Answer.Constant(reply(error.answer()))))
                .toList());
    }

    private static Delay delay(Latency said) {
        return switch (said) {
            case Latency.Always always -> always.time().isZero() ? None.NONE : new Fixed(always.time());
            case Latency.Between between -> new Uniform(between.min(), between.max());
            case Latency.Spread spread ->
                LogNormal.of(
                        spread.percentiles().entrySet().stream()
                                .map(percentile -> new Percentile(percentile.getKey(), percentile.getValue()))
                                .toList(),
                        spread.min(),
                        spread.max());
            case Latency.Recorded recorded -> {
                try {
                    yield RecordedDurations.of(recorded.log(), recorded.tag(), TimeUnit.NANOSECONDS);
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(recorded.log() + " cannot be read", unreadable);
                }
            }
        };
    }
}
