package dev.impulse.mocker.match;

import dev.impulse.mocker.stub.ExactPath;
import dev.impulse.mocker.stub.PathPattern;
import dev.impulse.mocker.stub.PathTemplate;
import dev.impulse.mocker.stub.PathTemplate.Rest;
import dev.impulse.mocker.stub.PathTemplate.Same;
import dev.impulse.mocker.stub.PathTemplate.Segment;
import dev.impulse.mocker.stub.PathTemplate.Varying;
import dev.impulse.schema.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How far a path is from those that a stub is for.
///
/// @param size 0 when it is one of them
/// @param text what differs, in words
record PathDifference(int size, String text) {

    private static final int PATH = 4;
    private static final int NEAR = 1;
    private static final int FAR = 3;
    private static final PathDifference NO = new PathDifference(0, "");

    static PathDifference of(String path, PathPattern pattern) {
        if (pattern.matches(path)) {
            return NO;
        }
        List<String> asked = List.of(path.substring(Math.min(1, path.length())).split("/", -1));
        List<Segment> expected = segments(pattern);
        List<String> meant = new ArrayList<>();
        int size = PATH;
        boolean near = true;
        for (int index = 0; index < Math.min(asked.size(), expected.size()); index++) {
            String segment = asked.get(index);
            String fitting = fitting(segment, expected.get(index));
            boolean same = fitting.equals(segment);
            boolean similar = same || isNear(segment, fitting, expected.get(index));
            size += same ? 0 : similar ? NEAR : FAR;
            near &= similar;
            meant.add(fitting);
        }
        int apart = Math.abs(asked.size() - expected.size());
        // A slash too many or too few at the end is the usual mistake.
        boolean slash = apart == 1
                && (asked.size() > expected.size() ? asked : meantOf(expected))
                        .getLast()
                        .isEmpty();
        size += slash ? NEAR : FAR * apart;
        if (slash && expected.size() > asked.size()) {
            meant.add("");
        }
        boolean told = near && (apart == 0 || slash);
        return new PathDifference(
                size, told ? "path differs: did you mean /%s?".formatted(String.join("/", meant)) : "path differs");
    }

    private static boolean isNear(String asked, String fitting, Segment expected) {
        return Nearest.of(asked, List.of(fitting)) != null || expected instanceof Varying && !asked.isEmpty();
    }

    private static List<Segment> segments(PathPattern pattern) {
        return switch (pattern) {
            case PathTemplate template -> template.segments();
            case ExactPath exact ->
                Arrays.stream(exact.path().substring(1).split("/", -1))
                        .<Segment>map(Same::new)
                        .toList();
        };
    }

    private static List<String> meantOf(List<Segment> expected) {
        return expected.stream().map(segment -> fitting("", segment)).toList();
    }

    /// The segment as it would be right, with as much as can be of what was asked for.
    private static String fitting(String asked, Segment expected) {
        return switch (expected) {
            case Same same -> same.text();
            case Varying varying ->
                varying.matches("/" + asked, 1, asked.length() + 1)
                        ? asked
                        : varying.before() + "{" + varying.name() + "}" + varying.after();
            case Rest rest -> asked.isEmpty() ? "{*" + rest.name() + "}" : asked;
        };
    }
}
