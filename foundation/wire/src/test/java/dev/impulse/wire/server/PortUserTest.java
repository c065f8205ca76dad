package dev.impulse.wire.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PortUserTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoListensIsNamedWithItsCommand() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            var user = PortUser.of(port);

            assertThat(user).isNotNull();
            assertThat(user.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(user.text()).startsWith("process " + user.pid() + " (").contains("java");
        }
        assertThat(PortUser.of(port)).isNull();
    }

    @Test
    void whereNothingIsToldNobodyIs(@TempDir Path nothing) {
        assertThat(PortUser.of(80, nothing)).isNull();
    }
}
