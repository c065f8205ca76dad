package dev.impulse.ci.watch;

import static org.assertj.core.api.Assertions.assertThat;

import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "pool-1-thread-7, pool-1-thread-*",
        "http-nio-8080-exec-12, http-nio-8080-exec-*",
        "HikariPool-1 housekeeper, HikariPool-1 housekeeper",
        "Reference Handler, Reference Handler",
        "main, main"
    })
    void threadsThatDifferInANumberBelongTogether(String name, String group) {
        assertThat(ThreadGroups.of(name)).isEqualTo(group);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            com.zaxxer.hikari:type=Pool (HikariPool-1)                          | HikariPool-1
            com.zaxxer.hikari:type=PoolConfig (orders)                          | orders
            Tomcat:type=ThreadPool,name="http-nio-8080"                         | http-nio-8080
            org.xnio:type=Xnio,provider="nio",worker="XNIO-1"                   | XNIO-1
            org.eclipse.jetty.util.thread:type=queuedthreadpool,id=0            | 0
            shop:type=Pool                                                      | shop:type=Pool
            """)
    void poolsHaveTheNamesThatTheirLibrariesGiveThem(String name, String label) throws Exception {
        assertThat(Pools.label(new ObjectName(name))).isEqualTo(label);
    }

    @Test
    void aProcessMayBeNamedAsItLikes() {
        var stat = ProcessStat.of(
                7,
                "7 (a) S 1 (b c) R 3 7 5 0 -1 4194560 1 0 0 0 120 30 0 0 20 0 11 0 4711 1000000 2500 18446744073709551615");
        assertThat(stat).isEqualTo(new ProcessStat(7, 3, 5, 150, 11, 4711, 2500));
    }

    @Test
    void aProcessThatWaitsToBeCollectedIsNone() {
        assertThat(ProcessStat.of(7, "7 (a) Z 1 7 5 0 -1 4194560 1 0 0 0 120 30 0 0 20 0 1 0 4711 0 0 0"))
                .isNull();
    }
}
