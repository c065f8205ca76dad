#!/usr/bin/env python3
"""Measures Impulse beside others, in one run, interleaved: the machine is noisy, so only ratios within a run count.

    run.py closed  [--pairs 9]      64 connections at full speed: wrk, Impulse (Java, Kotlin), Hyperfoil, Gatling
    run.py kotlin  [--pairs 9]      the same for Impulse's Java and Kotlin alone, so that more pairs fit into the time
    run.py four    [--pairs 9]      four requests a trigger, JSON read in between: Impulse, Gatling
    run.py builds  [--pairs 30] FOLDER…  this build and others of Impulse, in turns of a second
    run.py pace    [--pairs 9]      how late triggers start at 1,000, 10,000 and 50,000 a second, beside a C sleeper and a busy loop
    run.py stall   [--pairs 3]      2,000 a second for 20 s, the server stands still for 1 s
    run.py start   [--pairs 9]      impulse --version, and impulse quick to its first request
    run.py waiting                  100,000 triggers in flight over 15,000 connections: heap of each
    run.py steady  [--minutes 30]   5,000 a second: memory over time

All traffic stays on the loopback. Every process is ended by its id. Prints a line of JSON for each measurement and tables at the end.
First: install.sh, and ./impulse --version (which builds it).
"""

import argparse
import json
import os
import pathlib
import re
import select
import signal
import socket
import statistics
import subprocess
import sys
import time

import measure

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
IMPULSE = str(ROOT / "impulse")
WORK = pathlib.Path(os.environ.get("TMPDIR", "/tmp")) / "impulse-peers"
PORT = 18080
SERVER_CORE, GENERATOR_CORE = 0, 1
JVM_WARM_UP = 18


def note(**figures):
    print(json.dumps(figures), flush=True)


def table(head, rows):
    print("\n| " + " | ".join(head) + " |\n|" + " --- |" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print(flush=True)


def spread(values, digits=0):
    return f"{statistics.median(values):,.{digits}f} ({min(values):,.{digits}f}–{max(values):,.{digits}f})"


def wait_for_port(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"nothing listens on port {port}")


def nginx():
    folder = WORK / "nginx"
    folder.mkdir(parents=True, exist_ok=True)
    text = (HERE / "nginx.conf").read_text().replace("@FOLDER@", str(folder)).replace("@PORT@", str(PORT))
    (folder / "nginx.conf").write_text(text)
    server = measure.launch(["nginx", "-c", str(folder / "nginx.conf")], SERVER_CORE, subprocess.DEVNULL)
    wait_for_port(PORT)
    return server


def impulse(load_test, *options):
    return [IMPULSE, "run", str(HERE / "loadtests" / load_test), "--results", str(WORK / "results"), *options]


def java(*arguments):
    home = os.environ.get("JAVA_HOME")
    return [f"{home}/bin/java" if home else "java", *arguments]


def gatling(requests):
    return java("-Xmx1G", "--add-opens=java.base/java.lang=ALL-UNNAMED", f"-Dport={PORT}", "-Dseconds=3600", f"-Drequests={requests}",
                "-cp", f"{WORK}/classes/gatling:{WORK}/gatling/*", "io.gatling.app.Gatling", "-s", "GatlingClosed", "-rf", f"{WORK}/gatling-results", "-nr")


def hyperfoil():
    return java("-Xmx1G", "-cp", f"{WORK}/classes/hyperfoil:{WORK}/hyperfoil/*", "HyperfoilClosed", str(PORT), "60")


def at_full_speed(tools, pairs, base):
    """Each tool once in each round; its figure is the median of five one-second windows."""
    found, server = {name: [] for name in tools}, nginx()
    try:
        for _ in range(pairs):
            for name, (command, warm_up) in tools.items():
                with open(WORK / f"{name}.log", "w") as log:
                    generator = measure.launch(command, GENERATOR_CORE, log)
                    try:
                        windows = measure.windows(generator, server, PORT, warm_up, 5, 1.0)
                    finally:
                        measure.end(generator)
                if not windows:
                    sys.exit(f"{name} ended before it was measured: see {WORK / (name + '.log')}")
                figure = statistics.median(w.per_cpu_second for w in windows)
                found[name].append(figure)
                note(tool=name, per_cpu_second=round(figure), rate=round(statistics.median(w.rate for w in windows)),
                     server=round(statistics.median(w.server / w.seconds for w in windows), 2),
                     others=round(statistics.median(w.others for w in windows), 2), stolen=round(max(w.stolen for w in windows), 2))
    finally:
        measure.end(server)
    rows = []
    for name, figures in found.items():
        ratios = [own / other for own, other in zip(figures, found[base])]
        rows.append([name, spread(figures), spread(ratios, 2)])
    table(["tool", "requests a generator-CPU-second, median (range)", f"× {base}, pair by pair"], rows)


def taking_turns(tools, rounds, base):
    """All are warmed up one after the other and then take turns of a second, the others stopped (SIGSTOP) meanwhile: the machine changes its speed from
    one minute to the next, and what runs within seconds of one another can be told apart to a few percent. For builds of the same tool only: a JVM that
    was stopped comes back slower than wrk does."""
    found, generators, server = {name: [] for name in tools}, {}, nginx()
    try:
        for name, (command, warm_up) in tools.items():
            with open(WORK / f"{name}.log", "w") as log:
                generators[name] = measure.launch(command, GENERATOR_CORE, log)
            time.sleep(warm_up)
            measure.pause(generators[name])
        for turn in range(rounds):
            order = list(tools)
            for name in order[turn % len(order):] + order[:turn % len(order)]:
                generator = generators[name]
                measure.go_on(generator)
                windows = measure.windows(generator, server, PORT, 0.3, 1, 1.0)
                if not windows:
                    sys.exit(f"{name} ended before it was measured: see {WORK / (name + '.log')}")
                measure.pause(generator)
                found[name] += windows
                note(turn=turn, tool=name, per_cpu_second=round(windows[0].per_cpu_second), rate=round(windows[0].rate),
                     server=round(windows[0].server / windows[0].seconds, 2), others=round(windows[0].others, 2), stolen=round(windows[0].stolen, 2))
    finally:
        for generator in generators.values():
            measure.go_on(generator)
            measure.end(generator)
        measure.end(server)
    rows = []
    for name, windows in found.items():
        figures = [w.per_cpu_second for w in windows]
        ratios = sorted(own / other.per_cpu_second for own, other in zip(figures, found[base]))
        quarter = len(ratios) // 4
        whole = sum(w.requests for w in windows) / sum(w.generator for w in windows)
        against = sum(w.requests for w in found[base]) / sum(w.generator for w in found[base])
        user = sum(w.user for w in windows) / sum(w.requests for w in windows) * 1e6
        rows.append([name, spread(figures), f"{whole / against:.3f}", f"{statistics.median(ratios):.3f} ({ratios[quarter]:.2f}–{ratios[-1 - quarter]:.2f})", f"{user:.2f}"])
    table(["tool", "requests a generator-CPU-second, median (range)", f"× {base}, all turns together", f"× {base}, median of turns (middle half)", "user µs a request"], rows)


def closed(options):
    at_full_speed({
        "wrk": (["wrk", "-t1", "-c64", "-d1h", f"http://127.0.0.1:{PORT}/"], 3),
        "impulse-java": (impulse("closed-Get.yaml"), JVM_WARM_UP),
        "impulse-kotlin": (impulse("closed-GetKt.yaml"), JVM_WARM_UP),
        "hyperfoil": (hyperfoil(), JVM_WARM_UP),
        "gatling": (gatling(1), JVM_WARM_UP),
    }, options.pairs, "wrk")


def kotlin(options):
    at_full_speed({
        "impulse-java": (impulse("closed-Get.yaml"), JVM_WARM_UP),
        "impulse-kotlin": (impulse("closed-GetKt.yaml"), JVM_WARM_UP),
    }, options.pairs, "impulse-java")


def builds(options):
    """Working trees of Impulse, each built, beside one another and wrk."""
    tools = {"wrk": (["wrk", "-t1", "-c64", "-d1h", f"http://127.0.0.1:{PORT}/"], 3)}
    for folder in [str(ROOT), *options.builds]:
        run = [f"{folder}/impulse", "run", f"{folder}/benchmarks/peers/loadtests/closed-Get.yaml", "--results", str(WORK / "results")]
        tools[folder] = (run, JVM_WARM_UP)
    taking_turns(tools, options.pairs, "wrk")


def four(options):
    at_full_speed({"gatling": (gatling(4), JVM_WARM_UP), "impulse-java": (impulse("closed-Four.yaml"), JVM_WARM_UP)}, options.pairs, "gatling")


def pace(options):
    """One process for each rate, one loop, both cores; its phases are the windows. The sleeper runs before, the busy loop after."""
    sleeper = str(WORK / "sleeper")
    server = nginx()
    try:
        rows = []
        for rate in (1000, 10000, 50000):
            phases = "\n".join(f"  - steady: {{ name: w{i}, for: 5s, scenario: {rate} tps }}" for i in range(options.pairs))
            file = WORK / f"pace-{rate}.yaml"
            file.write_text(f"name: pace-{rate}\ntarget: http://127.0.0.1:{PORT}\ntest-cases: {{ scenario: {HERE}/scenarios/Get.java }}\n"
                            f"phases:\n  - warm-up: {{ for: 20s, scenario: {rate} tps }}\n{phases}\n")
            floor = json.loads(subprocess.run([sleeper, str(min(rate, 10000)), "5"], capture_output=True, text=True, check=True).stdout)
            with open(WORK / f"pace-{rate}.log", "w") as log:
                generator = measure.launch([IMPULSE, "run", str(file), "--results", str(WORK / "results")], None, log)
                time.sleep(21)
                before, then = measure.thread_cpu_seconds(generator.pid, "impulse-loop-0"), time.monotonic()
                whole = measure.cpu_seconds(generator.pid)
                time.sleep(5 * options.pairs - 2)
                after, now = measure.thread_cpu_seconds(generator.pid, "impulse-loop-0"), time.monotonic()
                whole = (measure.cpu_seconds(generator.pid) - whole) / (now - then)
                generator.wait(60)
            busy = json.loads(subprocess.run([sleeper, str(min(rate, 10000)), "5", "spin"], capture_output=True, text=True, check=True).stdout)
            result = json.loads((newest_result(f"pace-{rate}") / "result.json").read_text())
            lateness = [phase["lateness"] for phase in result["phases"] if phase["kind"] == "steady"]
            figures = {p: [window[p] * 1000 for window in lateness] for p in ("p50", "p99", "p99.9")}
            share = (after - before) / (now - then)
            note(rate=rate, loop=round(share, 3), process=round(whole, 3), sleeper=floor, busy=busy, **figures)
            rows.append([f"{rate:,}", spread(figures["p50"], 1), spread(figures["p99"], 1), spread(figures["p99.9"], 1),
                         f"{100 * share:.0f} %", f"{100 * whole:.0f} %", f"{floor['p50']:.0f} / {floor['p99']:.0f}", f"{busy['p50']:.1f} / {busy['p99']:.1f}"])
        table(["triggers a second", "lateness p50 µs", "p99 µs", "p99.9 µs", "loop's CPU", "process's CPU", "C sleeper p50 / p99", "busy loop p50 / p99"], rows)
    finally:
        measure.end(server)


def newest_result(name):
    return max((WORK / "results").glob(f"{name}-*"), key=lambda folder: folder.stat().st_mtime)


def stall(options):
    """nginx is stopped for a second in the middle: 5 % of the requests wait for up to a second, so p99 is 800 ms, whatever was measured."""
    rows = []
    for _ in range(options.pairs):
        server = nginx()
        generator = None
        try:
            with open(WORK / "stall.log", "w") as log:
                generator = measure.launch([IMPULSE, "quick", f"http://127.0.0.1:{PORT}/", "--tps", "2000", "--for", "20s", "--results", str(WORK / "results")], None, log)
                while measure.served(PORT) < 20_000:
                    time.sleep(0.005)
                os.killpg(server.pid, signal.SIGSTOP)
                time.sleep(1)
                os.killpg(server.pid, signal.SIGCONT)
                generator.wait(60)
        finally:
            if generator:
                measure.end(generator)
            measure.end(server)
        result = json.loads((newest_result("quick") / "result.json").read_text())
        times, lateness = result["phases"][-1]["testCases"][0]["responseTime"], result["phases"][-1]["lateness"]
        note(**times, lateness=lateness, verdict=result["verdict"])
        rows.append([f"{times['count']:,}", f"{times['p50']:.2f}", f"{times['p99']:.0f}", f"{times['max']:.0f}",
                     f"{lateness['p99']:.2f}", f"{lateness['max']:.1f}", result["verdict"]])
    table(["triggers ended", "p50 ms", "p99 ms (truth: 800)", "max ms", "lateness p99 ms", "max ms", "verdict"], rows)


def start(options):
    version, first = [], []
    for _ in range(options.pairs):
        begin = time.monotonic()
        subprocess.run([IMPULSE, "--version"], stdout=subprocess.DEVNULL, check=True)
        version.append(time.monotonic() - begin)
        first.append(time_to_first_request())
        note(version=round(version[-1], 3), first_request=round(first[-1], 3))
    table(["what", "seconds, median (range)"], [["impulse --version", spread(version, 3)], ["impulse quick URL: launch to first request", spread(first, 3)]])


def time_to_first_request():
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", 0))
        server.listen(64)
        port, begin = server.getsockname()[1], time.monotonic()
        command = [IMPULSE, "quick", f"http://127.0.0.1:{port}/", "--tps", "100", "--for", "30s", "--results", str(WORK / "results")]
        generator = measure.launch(command, None, subprocess.DEVNULL)
        open_ones = [server]
        try:
            while time.monotonic() < begin + 20:
                for ready in select.select(open_ones, [], [], 1)[0]:
                    if ready is server:
                        open_ones.append(server.accept()[0])
                    elif ready.recv(4096):
                        return time.monotonic() - begin
                    else:
                        open_ones.remove(ready)
        finally:
            measure.end(generator)
            for connection in open_ones[1:]:
                connection.close()
    sys.exit("no request came within 20 s")


def heap_mb(process):
    """Live heap: a histogram makes a full collection first."""
    home = os.environ.get("JAVA_HOME")
    jcmd = f"{home}/bin/jcmd" if home else "jcmd"
    lines = subprocess.run([jcmd, str(process), "GC.class_histogram"], capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()
    total = next(line for line in reversed(lines) if line.startswith("Total"))
    netty = sum(int(line.split()[2]) for line in lines if re.search(r"\d+:.*\bio\.netty\.", line))
    return int(total.split()[2]) / 2**20, netty / 2**20, lines


def waiting(_):
    """A server that accepts and never answers; 10,000 triggers a second for 10 s stay in flight."""
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", PORT + 2))
    server.listen(4096)
    silent = subprocess.Popen([sys.executable, "-c", (
        "import socket,sys,select,resource\n"
        "s=socket.socket(fileno=int(sys.argv[1]));s.setblocking(False);kept=[]\n"
        "while True:\n"
        "    select.select([s],[],[],60)\n"
        "    try:\n"
        "        while True: kept.append(s.accept()[0])\n"
        "    except BlockingIOError: pass\n"), str(server.fileno())], pass_fds=[server.fileno()])
    file = WORK / "waiting.yaml"
    file.write_text(f"name: waiting\ntarget: http://127.0.0.1:{PORT + 2}\ntest-cases: {{ scenario: {HERE}/scenarios/Get.java }}\n"
                    "phases:\n  - steady: { for: 60s, scenario: 100000 users }\n"
                    "limits: { triggers-in-flight: 200000, connections-per-host: 15000, request-timeout: 120s, start-timeout: 120s, grace: 1s }\n")
    with open(WORK / "waiting.log", "w") as log:
        generator = measure.launch([IMPULSE, "run", str(file), "--results", str(WORK / "results")], None, log)
        try:
            time.sleep(40)
            heap, netty, lines = heap_mb(generator.pid)
            connections = len(os.listdir(f"/proc/{generator.pid}/fd"))
        finally:
            measure.end(generator)
            silent.kill()
            silent.wait()
            server.close()
    each = (heap - netty) * 2**20 / 100_000
    note(heap_mb=round(heap), netty_mb=round(netty), descriptors=connections, bytes_each=round(each))
    print("\n".join(lines[:25]))
    table(["triggers in flight", "descriptors", "live heap MB", "of it Netty's classes MB", "bytes a trigger, Netty's apart"],
          [["100,000", f"{connections:,}", f"{heap:.0f}", f"{netty:.0f}", f"{each:,.0f}"]])


def steady(options):
    server = nginx()
    seconds = options.minutes * 60
    with open(WORK / "steady.log", "w") as log:
        generator = measure.launch([IMPULSE, "quick", f"http://127.0.0.1:{PORT}/", "--tps", "5000", "--for", f"{seconds}s", "--results", str(WORK / "results")], None, log)
        rows = []
        try:
            begin = time.monotonic()
            while generator.poll() is None and time.monotonic() < begin + seconds - 5:
                time.sleep(min(60, seconds / 10))
                if time.monotonic() > begin + seconds - 5:
                    break
                heap, _, _ = heap_mb(generator.pid)
                rows.append([round((time.monotonic() - begin) / 60, 1), round(measure.memory_mb(generator.pid)), round(heap, 1)])
                note(minutes=rows[-1][0], rss_mb=rows[-1][1], heap_mb=rows[-1][2])
            generator.wait(60)
        finally:
            measure.end(generator)
            measure.end(server)
    table(["minutes", "RSS MB", "live heap MB"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["closed", "kotlin", "four", "builds", "pace", "stall", "start", "waiting", "steady"])
    parser.add_argument("builds", nargs="*", metavar="FOLDER", help="other working trees, for builds")
    parser.add_argument("--pairs", type=int)
    parser.add_argument("--minutes", type=int, default=30)
    options = parser.parse_args()
    options.pairs = options.pairs or {"stall": 3, "builds": 30}.get(options.what, 9)
    WORK.mkdir(parents=True, exist_ok=True)
    measure.boost()
    globals()[options.what](options)


if __name__ == "__main__":
    main()
