package dev.impulse.mocker.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.impulse.mocker.stub.Template.Form;
import dev.impulse.mocker.stub.Template.Inserted;
import dev.impulse.mocker.stub.Template.Letters;
import dev.impulse.mocker.stub.Template.Source;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTextTest {

    @Test
    void valuesOfTheRequestAreFoundInIt() throws TemplateText.Malformed {
        assertThat(TemplateText.parse("r-{{path.id}} {{ query.page:-1 }}{{json.items.0.'a.b'}}", Form.PLAIN)
                        .pieces())
                .containsExactly(
                        new Letters("r-"),
                        new Inserted(new Source.PathValue("id"), "", Form.PLAIN),
                        new Letters(" "),
                        new Inserted(new Source.QueryValue("page"), "1", Form.PLAIN),
                        new Inserted(new Source.JsonValue(List.of("items", "0", "a.b")), "", Form.PLAIN));
    }

    @Test
    void fourBracesStandForTwo() throws TemplateText.Malformed {
        assertThat(TemplateText.parse("a {{{{name}} } {", Form.PLAIN)).isEqualTo(Template.constant("a {{name}} } {"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ab{{path.id | 2 | {{ without }} | {{{{ where {{ is meant",
                "{{pth.id}} | 0 | {{pth.id}} | did you mean {{path.id}}?",
                "{{now}} | 0 | {{now}} | path.NAME, query.NAME, header.NAME or json.NAME",
                "{{query.}} | 0 | {{query.}} | path.NAME, query.NAME, header.NAME or json.NAME",
                "{{json.a..b}} | 0 | {{json.a..b}} | names and places with dots between, such as json.items.0.id",
            })
    void whatMeansNothingIsTold(String text, int index, String what, String expected) {
        assertThatExceptionOfType(TemplateText.Malformed.class)
                .isThrownBy(() -> TemplateText.parse(text, Form.PLAIN))
                .satisfies(malformed -> {
                    assertThat(malformed.index()).isEqualTo(index);
                    assertThat(malformed.what()).isEqualTo(what);
                    assertThat(malformed.expected()).isEqualTo(expected);
                });
    }

    @Property
    void anyTextIsATemplateOnceItsBracesAreDoubled(@ForAll String text) throws TemplateText.Malformed {
        Template template = TemplateText.parse(text.replace("{{", "{{{{"), Form.PLAIN);

        assertThat(template.text()).isEqualTo(text);
    }
}
