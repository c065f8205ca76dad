package dev.impulse.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void aBodySaysItsTypeUnlessItWasSaid() {
        assertThat(Answer.json(Map.of("id", 1)).headers())
                .containsExactly(new Answer.Field("Content-Type", "application/json"));
        assertThat(Answer.status(422)
                        .header("content-type", "application/problem+json")
                        .withJson(Map.of("title", "limit"))
                        .headers())
                .containsExactly(new Answer.Field("content-type", "application/problem+json"));
        assertThat(Answer.text("é").body()).asString(UTF_8).isEqualTo("é");
    }

    @Test
    void itIsNotChanged() {
        Answer plain = Answer.status(503);

        Answer later = plain.header("Retry-After", "1").withText("later");
        later.body()[0] = 'x';

        assertThat(plain.headers()).isEmpty();
        assertThat(plain.body()).isEmpty();
        assertThat(later.status()).isEqualTo(503);
        assertThat(later.body()).asString(UTF_8).isEqualTo("later");
    }

    @Test
    void aStatusThatIsNoneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Answer.status(99))
                .withMessage("status: 99 (expected: from 200 to 599)");
    }
}
