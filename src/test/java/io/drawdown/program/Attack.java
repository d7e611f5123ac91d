package io.drawdown.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawdown.program.Bystander.Medians;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs an attack while a bystander reads, and holds what it costs others: every read is answered, in the nightly run within twice
 * the usual time, and heap, disk and log grow by bounded amounts.
 */
final class Attack {

    private static final long MIB = 1024 * 1024;

    /** How much longer than usual others may wait. */
    private static final int MAX_SLOWDOWN_FACTOR = 2;

    private final ServerProcess server;
    private final Bystander bystander;

    Attack(ServerProcess server, Bystander bystander) {
        this.server = server;
        this.bystander = bystander;
    }

    /** Runs the attack, which is told whether others have been measured; what it may leave is in MiB. */
    void run(String what, int mostHeap, int mostDisk, int mostLog, Consumer<BooleanSupplier> attack) {
        var usual = AttackScale.IS_NIGHTLY ? bystander.measureWarm() : bystander.measure();
        var before = Footprint.of(server);
        var during = duringAttack(attack);
        var after = bystander.measure();
        var growth = Footprint.of(server).minus(before);

        System.out.printf("[nightly] %s: usual %s; during %s; after %s; left %s%n", what, usual, during, after, growth);
        assertThat(server.isAlive()).as("the program is alive").isTrue();
        if (AttackScale.IS_NIGHTLY) {
            check("readiness during", during.readiness(), usual.readiness());
            check("reads during", during.reads(), usual.reads());
            check("readiness after", after.readiness(), usual.readiness());
            check("reads after", after.reads(), usual.reads());
        }
        assertThat(growth.heap()).as("bytes of heap kept").isLessThan(mostHeap * MIB);
        assertThat(growth.disk()).as("bytes on disk").isLessThan(mostDisk * MIB);
        assertThat(growth.log()).as("bytes of log").isLessThan(mostLog * MIB);
    }

    private Medians duringAttack(Consumer<BooleanSupplier> attack) {
        var measured = new AtomicBoolean();
        try (var attackers = Executors.newSingleThreadExecutor()) {
            var running = attackers.submit(() -> attack.accept(measured::get));
            var during = bystander.measureUntil(running::isDone, () -> measured.set(true));
            running.get();
            return during;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void check(String what, Duration taken, Duration usual) {
        assertThat(taken).as(what).isLessThanOrEqualTo(usual.multipliedBy(MAX_SLOWDOWN_FACTOR));
    }

    /** Bytes of live objects, of the data folder and of the log. */
    private record Footprint(long heap, long disk, long log) {

        static Footprint of(ServerProcess server) {
            return new Footprint(server.liveHeapBytes(), server.diskBytes(), server.logBytes());
        }

        Footprint minus(Footprint before) {
            return new Footprint(heap - before.heap, disk - before.disk, log - before.log);
        }

        @Override
        public String toString() {
            return "heap %+.1f MiB, disk %+.1f MiB, log %+.3f MiB".formatted(mib(heap), mib(disk), mib(log));
        }

        private static double mib(long bytes) {
            return (double) bytes / MIB;
        }
    }
}
