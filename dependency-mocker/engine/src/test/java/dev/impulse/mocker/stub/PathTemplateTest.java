package dev.impulse.mocker.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {

    @Test
    void aPathWithoutBracesIsExact() {
        assertThat(PathTemplate.parse("/payments")).isEqualTo(new ExactPath("/payments", "/payments"));
    }

    @Test
    void whatVariesIsFoundAndDecoded() {
        PathPattern pattern = PathTemplate.parse("/shops/{shop}/v{version}.json/{*rest}");

        String path = PathForm.ofTarget("/shops/caf%C3%A9/v1.2.json/a/b%2Fc");
        assertThat(pattern.matches(path)).isTrue();
        assertThat(pattern.names()).containsExactly("shop", "version", "rest");
        assertThat(pattern.value("shop", path)).isEqualTo("café");
        assertThat(pattern.value("version", path)).isEqualTo("1.2");
        assertThat(pattern.value("rest", path)).isEqualTo("a/b/c");
        assertThat(pattern.value("id", path)).isNull();
        assertThat(pattern.matches("/shops/x/v.json/a")).isFalse();
        assertThat(pattern.matches("/shops/x/v1.json/")).isFalse();
        assertThat(pattern.matches("/shops/x/v1.json")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/{id, a brace without its other half in {id",
        "/a/id}, a brace without its other half in id}",
        "/a/{}, {} names nothing",
        "/a/{a b}, {a b} names nothing",
        "/{a}{b}, too much in one segment: {a}{b}",
        "/x{*a}, too much in one segment: x{*a}",
        "'/{*a}/b', 'something after {*a}, which stands for all that follows'",
        "/{a}/{a}, a name that comes twice",
    })
    void bracesThatMeanNothingAreRefused(String text, String message) {
        assertThatThrownBy(() -> PathTemplate.parse(text)).hasMessage(message);
    }

    @Property
    void anyTargetHasAPathInOneForm(@ForAll @StringLength(max = 30) String target) {
        String path = PathForm.ofTarget(target);

        assertThat(PathForm.of(path)).isEqualTo(path);
    }
}
