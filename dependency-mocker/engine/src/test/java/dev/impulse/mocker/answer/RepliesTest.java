package dev.impulse.mocker.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.mocker.Stubs;
import dev.impulse.mocker.stub.Answer;
import dev.impulse.mocker.stub.Call;
import dev.impulse.mocker.stub.HeaderField;
import dev.impulse.mocker.stub.Matched;
import dev.impulse.mocker.stub.Reply;
import dev.impulse.mocker.stub.ReplyTemplate;
import dev.impulse.mocker.stub.Stub;
import dev.impulse.mocker.stub.Template;
import dev.impulse.mocker.stub.Template.Form;
import dev.impulse.mocker.stub.TemplateText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RepliesTest {

    private static final Stub STUB = Stubs.stub("POST /payments/{id}", 0);
    private static final Call CALL = Stubs.call(
            "POST",
            "/payments/7%20a?page=2&q=%22x%22",
            Map.of("X-Tenant", "blue"),
            "{\"order\":{\"id\":\"b-17\",\"amount\":12.50,\"items\":[{\"n\":3}]},\"ok\":true,\"none\":null}");

    @Test
    void valuesOfTheRequestStandInTheText() {
        assertThat(text("{{path.id}}|{{query.page}}|{{header.x-tenant}}|{{json.order.id}}|{{json.order.items.0.n}}"))
                .isEqualTo("7 a|2|blue|b-17|3");
        assertThat(text("{{json.order.items}} {{json.ok}} {{json.none}}")).isEqualTo("[{\"n\":3}] true null");
    }

    @Test
    void whatTheRequestHasNotIsEmptyOrWhatIsSaidInItsStead() {
        assertThat(text("<{{query.none}}|{{query.none:-1}}|{{json.order.items.9.n:-x}}|{{json.order.id.more:-y}}>"))
                .isEqualTo("<|1|x|y>");
    }

    @Test
    void insideJsonAValueIsEscapedAndAloneItKeepsItsType() throws TemplateText.Malformed {
        assertThat(rendered(TemplateText.parse("\"q is {{query.q}}\"", Form.JSON_TEXT)))
                .isEqualTo("\"q is \\\"x\\\"\"");
        assertThat(value("{{json.order.amount}}")).isEqualTo("12.5");
        assertThat(value("{{json.ok}}")).isEqualTo("true");
        assertThat(value("{{json.order.items}}")).isEqualTo("[{\"n\":3}]");
        assertThat(value("{{query.page}}")).isEqualTo("\"2\"");
        assertThat(value("{{json.missing}}")).isEqualTo("null");
        assertThat(value("{{json.missing:-none}}")).isEqualTo("\"none\"");
    }

    @Property
    void whateverComesInTheAnswerIsJson(@ForAll String value) throws TemplateText.Malformed {
        Call call = Stubs.call("POST", "/payments/1", Map.of("V", value), "");
        Template template = TemplateText.parse("{\"v\":\"{{header.V}}\"}", Form.JSON_TEXT);

        String json = Rendering.text(template, new Matched(call, STUB));

        assertThat(JsonMapper.shared().readTree(json).get("v").stringValue()).isEqualTo(value);
    }

    @Test
    void aHeaderFieldHoldsNoLineBreakThatTheRequestHeld() throws Exception {
        Call call = Stubs.call("POST", "/payments/a%0D%0AX:b");
        var template = new ReplyTemplate(
                201,
                List.of(new ReplyTemplate.Field("Location", TemplateText.parse("/p/{{path.id}}", Form.FIELD))),
                new ReplyTemplate.Text(Template.constant("")));

        Reply reply = Replies.of(template.answer(), new Matched(call, STUB));

        assertThat(reply.headers()).containsExactly(new HeaderField("Location", "/p/a  X:b"));
        assertThat(reply.status()).isEqualTo(201);
    }

    @Test
    void whatIsTheSameForAllCallsIsConstant() throws TemplateText.Malformed {
        var template = new ReplyTemplate(
                200,
                List.of(new ReplyTemplate.Field("A", Template.constant("b"))),
                new ReplyTemplate.Text(TemplateText.parse("{{{{é", Form.PLAIN)));

        assertThat(template.answer())
                .isEqualTo(
                        new Answer.Constant(new Reply(200, List.of(new HeaderField("A", "b")), "{{é".getBytes(UTF_8))));
        assertThat(Replies.mayBlock(template.answer())).isFalse();
    }

    @Test
    void codeAnswersAndMayThrow() throws Exception {
        Answer answer = new Answer.ByCode(matched -> new Reply(
                200, List.of(), String.valueOf(matched.pathValue("id")).getBytes(UTF_8)));

        assertThat(Replies.mayBlock(answer)).isTrue();
        assertThat(Replies.of(answer, new Matched(CALL, STUB)).body())
                .asString(UTF_8)
                .isEqualTo("7 a");
        assertThatThrownBy(() -> Replies.of(
                        new Answer.ByCode(matched -> {
                            throw new IOException("no");
                        }),
                        new Matched(CALL, STUB)))
                .hasMessage("no");
    }

    private static String text(String template) {
        try {
            return rendered(TemplateText.parse(template, Form.PLAIN));
        } catch (TemplateText.Malformed malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static String value(String template) throws TemplateText.Malformed {
        return rendered(TemplateText.parse(template, Form.JSON_VALUE));
    }

    private static String rendered(Template template) {
        return Rendering.text(template, new Matched(CALL, STUB));
    }
}
