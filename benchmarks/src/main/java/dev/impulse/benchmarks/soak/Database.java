package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;

/// H2 in memory by JDBC: eight transactions at once on four connections, all of them on one row, which H2 locks.
final class Database implements LoadGenerator {
    private static final String URL = "jdbc:h2:mem:soak;LOCK_TIMEOUT=" + Soak.PATIENCE.toMillis();
    private static final int CONNECTIONS = 4;
    private static final int AT_ONCE = 8;

    private final BlockingQueue<Connection> free = new ArrayBlockingQueue<>(CONNECTIONS);
    private final LongAdder committed = new LongAdder();

    @Override
    public void setUp(Load load) throws SQLException {
        for (int number = 0; number < CONNECTIONS; number++) {
            var connection = DriverManager.getConnection(URL);
            connection.setAutoCommit(false);
            free.add(connection);
        }
        try (var connection = DriverManager.getConnection(URL);
                var statement = connection.createStatement()) {
            statement.execute("create table counter (id int primary key, n bigint)");
            statement.execute("insert into counter values (1, 0)");
        }
    }

    @Override
    public void run(Load load) throws Exception {
        Callable<Long> transaction = () -> load.measure("transaction", this::countOne);
        load.together(Collections.nCopies(AT_ONCE, transaction));
    }

    private long countOne() throws Exception {
        var connection = free.take();
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("update counter set n = n + 1 where id = 1");
            Thread.sleep(1); // the row is locked meanwhile
            long counted = counted(connection);
            connection.commit();
            committed.increment();
            return counted;
        } finally {
            free.put(connection);
        }
    }

    private static long counted(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select n from counter where id = 1")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void tearDown(Load load) throws Exception {
        var connection = free.take();
        long counted = counted(connection);
        if (counted != committed.sum()) {
            throw new IllegalStateException(
                    "counter: " + counted + " (expected: " + committed.sum() + ", the transactions committed)");
        }
        connection.commit();
        free.put(connection);
        for (int number = 0; number < CONNECTIONS; number++) {
            free.take().close();
        }
    }
}
