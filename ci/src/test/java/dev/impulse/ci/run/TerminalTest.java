package dev.impulse.ci.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aStatusIsRefreshedInPlaceOnATerminal() {
        Terminal terminal = terminal(80);
        terminal.status("one");
        terminal.status("two");
        terminal.line("done");
        assertThat(written()).isEqualTo("\rone\033[K\rtwo\033[K\r\033[Kdone\n");
    }

    @Test
    void aStatusIsAPlainLineAtMostEveryTenSecondsElsewhere() {
        Terminal terminal = terminal(0);
        for (int second = 0; second <= 30; second++) {
            nanos.set(second * 1_000_000_000L);
            terminal.status("at " + second);
        }
        assertThat(written()).isEqualTo("at 10\nat 20\nat 30\n");
    }

    @Test
    void aStatusIsCutToTheTerminalsWidthWithoutItsColours() {
        terminal(6).status("\033[32m█████████\033[0m");
        assertThat(written()).isEqualTo("\r\033[32m█████\033[0m\033[K");
    }

    @Test
    void aStatusThatIsStillTheSameIsNotWrittenAgain() {
        Terminal terminal = terminal(80);
        terminal.status("one");
        terminal.status("one");
        terminal.line("done");
        terminal.status("one");
        assertThat(written()).isEqualTo("\rone\033[K\r\033[Kdone\n\rone\033[K");
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        terminal(8).status("負荷試験 peak");
        assertThat(written()).isEqualTo("\r負荷試\033[K");
    }

    @Test
    void aTerminalThatHasBecomeWiderOrNarrowerIsFilled() {
        Terminal terminal = terminal(10);
        terminal.status("0123456789");
        terminal.resize(20);
        terminal.status("0123456789");
        assertThat(written()).isEqualTo("\r012345678\033[K\r0123456789\033[K");
    }

    @Test
    void whatWasBrokenIntoLinesIsTakenAwayFromTheFirstOn() {
        Terminal terminal = terminal(30);
        terminal.status("0123456789012345678901234");
        terminal.resize(10);
        terminal.status("now");
        assertThat(written()).isEqualTo("\r0123456789012345678901234\033[K\r\033[2A\033[Jnow\033[K");
    }

    @Test
    void nothingAboveIsTouchedWhereLinesAreCutOff() {
        Terminal terminal =
                new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), 30, false, false, nanos::get);
        terminal.status("0123456789012345678901234");
        terminal.resize(10);
        terminal.line("now");
        assertThat(written()).isEqualTo("\r0123456789012345678901234\033[K\r\033[Know\n");
    }

    private Terminal terminal(int columns) {
        return new Terminal(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), columns, columns > 0, true, nanos::get);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
