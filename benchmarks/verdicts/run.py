#!/usr/bin/env python3
"""How often which verdict comes: of runs in which nothing is wrong, and of runs in which something is, on purpose.

    run.py [--runs 100] [--each 10] [CASE ...]

CASE, all of them when none is named:
    same       nothing is wrong; --runs of them, as alike as can be
    stopped    the generator's process is stopped (SIGSTOP) for 1 s
    quota      the generator's control group may use a fifth of a core
    rival      the generator is bound to a core, on which another process computes
    stalled    the system under test is stopped for 1 s
    slow       the system under test takes 200 ms, and 50 triggers at most are in flight: a quarter of the rate comes through
    overrun    three times the rate that one loop can keep

Each run: 2 s of warm-up, 8 s at 1,000 a second against nginx on this machine. A slow or a stalled system must never be called
inconclusive, a starved generator never pass. Prints a line of JSON for each run, and a table at the end. Everything stays on the
loopback, and every process is ended by its id. Needs nginx, a JDK 25, and ./impulse built (./impulse --version).
"""

import argparse
import collections
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = pathlib.Path(os.environ.get("TMPDIR", "/tmp")) / "impulse-verdicts"
PORT, SLOW_PORT = 18180, 18181
RATE = 1000
CONF = """daemon off; worker_processes 1; pid {work}/nginx.pid; error_log {work}/error.log; events {{ worker_connections 8192; }}
http {{ access_log off; keepalive_requests 100000000; client_body_temp_path {work}/b; proxy_temp_path {work}/p; fastcgi_temp_path {work}/f;
uwsgi_temp_path {work}/u; scgi_temp_path {work}/s; server {{ listen 127.0.0.1:{port} backlog=8192; location / {{ return 200 'hello'; }} }} }}
"""


def load_test(name, rate=RATE, port=PORT, limits=""):
    file = WORK / f"{name}.yaml"
    file.write_text(
        f"name: {name}\ntarget: http://127.0.0.1:{port}\ntest-cases: {{ get: GET / }}\n{limits}"
        f"phases:\n  - warm-up: {{ for: 2s, get: {min(rate, RATE)} tps }}\n  - steady: {{ for: 8s, get: {rate} tps }}\n"
        "gates:\n  - p99 < 100 ms\n  - errors < 1 %\n")
    return file


def wait_for_port(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"nothing listens on port {port}")


class Server:
    """Answers after 200 ms, whoever asks."""

    def __init__(self):
        self.process = subprocess.Popen([sys.executable, str(HERE / "slow.py"), str(SLOW_PORT)])
        wait_for_port(SLOW_PORT)

    def end(self):
        self.process.kill()
        self.process.wait()


def measured(name, file, disturb=None, command=()):
    out = WORK / "result" / name
    with open(WORK / f"{name}.log", "w") as log:
        generator = subprocess.Popen([*command, str(ROOT / "impulse"), "run", str(file), "--out", str(out)], stdout=log, stderr=log)
        helper = threading.Thread(target=disturb, args=(generator,)) if disturb else None
        if helper:
            helper.start()
        try:
            generator.wait(120)
        finally:
            if generator.poll() is None:
                generator.kill()
            if helper:
                helper.join()
    result = json.loads((out / "result.json").read_text())
    lateness = result["phases"][-1]["lateness"]
    print(json.dumps({"case": name, "verdict": result["verdict"], "reason": result["reason"], "causes": result["causes"],
                      "latenessP99": lateness["p99"], "latenessMax": lateness["max"]}), flush=True)
    return result


def await_steady():
    """Some seconds into the judged phase."""
    time.sleep(6.5)


def pause(send):
    """Stops a process, or a group of them, for a second."""
    await_steady()
    send(signal.SIGSTOP)
    try:
        time.sleep(1)
    finally:
        send(signal.SIGCONT)


def group():
    """A control group with a fifth of a core, and how to enter it."""
    one = pathlib.Path("/sys/fs/cgroup/cpu")
    two = pathlib.Path("/sys/fs/cgroup")
    if (one / "cpu.cfs_quota_us").exists():
        folder = one / f"impulse-verdicts-{os.getpid()}"
        folder.mkdir()
        (folder / "cpu.cfs_period_us").write_text("100000")
        (folder / "cpu.cfs_quota_us").write_text("20000")
    else:
        folder = two / f"impulse-verdicts-{os.getpid()}"
        folder.mkdir()
        (folder / "cpu.max").write_text("20000 100000")
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cases = ["same", "stopped", "quota", "rival", "stalled", "slow", "overrun"]
    parser.add_argument("cases", nargs="*", metavar="CASE", choices=[*cases, []])
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--each", type=int, default=10)
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    conf = WORK / "nginx.conf"
    conf.write_text(CONF.format(work=WORK, port=PORT))
    nginx = subprocess.Popen(["nginx", "-e", str(WORK / "error.log"), "-c", str(conf)], start_new_session=True)
    found = {}
    try:
        wait_for_port(PORT)
        for case in options.cases or cases:
            counted, reasons = collections.Counter(), collections.Counter()
            for _ in range(options.runs if case == "same" else options.each):
                result = one(case, nginx)
                counted[result["verdict"]] += 1
                for cause in result["causes"][:1]:
                    reasons[cause.split(" at 0")[0].split(" from 0")[0].split(" (")[0]] += 1
            found[case] = counted, reasons
    finally:
        os.killpg(nginx.pid, signal.SIGTERM)
        nginx.wait()
    print("\n| case | runs | passed | failed | inconclusive | first cause told |\n| --- | --- | --- | --- | --- | --- |")
    for case, (counted, reasons) in found.items():
        told = "; ".join(f"{cause} ({count})" for cause, count in reasons.most_common(3))
        print(f"| {case} | {counted.total()} | {counted['passed']} | {counted['failed']} | {counted['inconclusive']} | {told} |")


def one(case, nginx):
    match case:
        case "same":
            return measured(case, load_test(case))
        case "stopped":
            return measured(case, load_test(case), lambda generator: pause(generator.send_signal))
        case "quota":
            folder = group()
            try:
                enter = ["sh", "-c", f'echo $$ > {folder}/cgroup.procs; exec "$@"', "sh"]
                return measured(case, load_test(case), None, enter)
            finally:
                folder.rmdir()
        case "rival":
            rival = subprocess.Popen(["taskset", "-c", "1", sys.executable, "-c", "while True: pass"])
            try:
                return measured(case, load_test(case), None, ["taskset", "-c", "1"])
            finally:
                rival.kill()
                rival.wait()
        case "stalled":
            return measured(case, load_test(case), lambda _: pause(lambda number: os.killpg(nginx.pid, number)))
        case "slow":
            server = Server()
            try:
                return measured(case, load_test(case, port=SLOW_PORT, limits="limits: { triggers-in-flight: 50 }\n"))
            finally:
                server.end()
        case "overrun":
            return measured(case, load_test(case, rate=200_000))


if __name__ == "__main__":
    main()
