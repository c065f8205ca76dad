package dev.impulse.mocker.stub;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of a query, decoded as forms are (the WHATWG's URL standard): `+` is a space.
record Query(List<Parameter> parameters) {

    record Parameter(String name, String value) {}

    static Query ofTarget(String target) {
        int mark = target.indexOf('?');
        if (mark < 0) {
            return new Query(List.of());
        }
        int end = target.indexOf('#', mark);
        List<Parameter> parameters = new ArrayList<>();
        for (String part :
                target.substring(mark + 1, end < 0 ? target.length() : end).split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                parameters.add(new Parameter(PercentDecoding.ofForm(name), PercentDecoding.ofForm(value)));
            }
        }
        return new Query(parameters);
    }

    @Nullable
    String first(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        return null;
    }

    List<String> all(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }
}
