package dev.impulse.ci.tell;

/// All metrics that there are. Names and units are OpenTelemetry's where it has some, and keep its rules elsewhere.
enum Instrument {
    REQUEST_DURATION(
            "http.client.request.duration",
            Unit.SECONDS,
            Kind.TIMES,
            "Response time of requests, failed ones included; of a trigger's first one from when the trigger was due."),
    REQUEST_SERVICE(
            "impulse.request.service_time",
            Unit.SECONDS,
            Kind.TIMES,
            "From the first byte sent to the last byte read, of requests that came through."),
    TRIGGER_DURATION(
            "impulse.trigger.duration",
            Unit.SECONDS,
            Kind.TIMES,
            "Response time of triggers from when they were due, failed ones included, think time left out."),
    TRIGGER_WAITING(
            "impulse.trigger.waiting",
            Unit.SECONDS,
            Kind.TIMES,
            "How long triggers waited from when they were due because a limit was reached; of those that waited."),
    TRIGGER_LATENESS(
            "impulse.trigger.lateness",
            Unit.SECONDS,
            Kind.TIMES,
            "How late the generator was to start triggers that were due and had room."),
    TRIGGERS_STARTED("impulse.trigger.started", Unit.TRIGGERS, Kind.COUNTER, "Triggers started."),
    TRIGGERS_OK("impulse.trigger.ok", Unit.TRIGGERS, Kind.COUNTER, "Triggers that came through."),
    TRIGGERS_FAILED("impulse.trigger.failed", Unit.TRIGGERS, Kind.COUNTER, "Triggers that failed."),
    TRIGGERS_NOT_STARTED(
            "impulse.trigger.not_started",
            Unit.TRIGGERS,
            Kind.COUNTER,
            "Triggers that did not start because a limit held them back for too long."),
    TRIGGERS_ASKED(
            "impulse.trigger.asked",
            Unit.TRIGGERS_PER_SECOND,
            Kind.GAUGE,
            "How many triggers a second the plan asks for now; there is none of a test case of users."),
    TRIGGERS_IN_FLIGHT("impulse.trigger.in_flight", Unit.TRIGGERS, Kind.GAUGE, "Triggers started and not ended, now."),
    TRIGGERS_HELD_BACK(
            "impulse.trigger.held_back", Unit.TRIGGERS, Kind.GAUGE, "Triggers due, and held back by a limit, now."),
    PHASE_ACTIVE("impulse.phase.active", Unit.NONE, Kind.GAUGE, "1 for the phase that runs, 0 for the others."),
    PHASE_ELAPSED("impulse.phase.elapsed", Unit.SECONDS, Kind.GAUGE, "How far the phase that runs is."),
    PROCESS_CPU("process.cpu.time", Unit.SECONDS, Kind.COUNTER, "CPU time that the generator used."),
    GENERATOR_CPU_WAITED(
            "impulse.generator.cpu.waited",
            Unit.SECONDS,
            Kind.COUNTER,
            "How long the generator's threads could have run and had no core; all of them added up."),
    GENERATOR_CPU_THROTTLED(
            "impulse.generator.cpu.throttled",
            Unit.SECONDS,
            Kind.COUNTER,
            "How long the kernel held the generator back because its quota of CPU time was used up."),
    GENERATOR_CORES(
            "impulse.generator.cores", Unit.CORES, Kind.GAUGE, "Cores that the generator may use, its quota included."),
    MACHINE_CPU(
            "impulse.machine.cpu.time",
            Unit.SECONDS,
            Kind.COUNTER,
            "What became of the time of the cores that the generator may use: busy, idle, or stolen by the host.");

    private final String text;
    private final Unit unit;
    private final Kind kind;
    private final String description;

    /// How it goes on.
    enum Kind {
        /// Never falls.
        COUNTER,
        /// Rises and falls.
        GAUGE,
        /// A histogram of durations.
        TIMES
    }

    /// A unit, in UCUM's notation as OpenTelemetry asks for it, and what Prometheus puts behind a name.
    enum Unit {
        SECONDS("s", "_seconds"),
        TRIGGERS("{trigger}", ""),
        TRIGGERS_PER_SECOND("{trigger}/s", "_per_second"),
        CORES("{core}", ""),
        NONE("1", "");

        private final String text;
        private final String suffix;

        Unit(String text, String suffix) {
            this.text = text;
            this.suffix = suffix;
        }

        String text() {
            return text;
        }
    }

    Instrument(String text, Unit unit, Kind kind, String description) {
        this.text = text;
        this.unit = unit;
        this.kind = kind;
        this.description = description;
    }

    /// As OpenTelemetry has it.
    String text() {
        return text;
    }

    /// As Prometheus has it, without the `_total` of counters.
    String prometheusName() {
        return text.replace('.', '_') + unit.suffix;
    }

    Unit unit() {
        return unit;
    }

    Kind kind() {
        return kind;
    }

    String description() {
        return description;
    }
}
