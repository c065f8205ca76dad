#!/usr/bin/env python3
"""Measures mocks beside one another, in one run, interleaved: the machine is noisy, so only ratios within a run count.

    mocks.py full   [--pairs 9]     one stub of 101 asked over 64 connections at full speed: Impulse, nginx, WireMock
    mocks.py delay  [--pairs 9]     50 ms of delay at 1,000 calls a second: by how much the answers come later (Impulse, WireMock)

nginx has 101 locations that return text: it is no mock, and shows what a server in C makes of the machine. WireMock is left out where
install.sh has not put it. All traffic stays on the loopback. Every process is ended by its id.
First: install.sh, and ./impulse --version (which builds it).
"""

import argparse
import json
import re
import subprocess
import sys
import time

import measure
from run import GENERATOR_CORE, HERE, IMPULSE, SERVER_CORE, WORK, java, note, spread, table, wait_for_port

BODY = json.dumps({"id": 12345, "name": "a stubbed item", "description": "x" * 90, "tags": ["one", "two", "three"], "price": 19.9, "ok": True})
PATHS = [f"/api/other/{i}" for i in range(50)] + ["/api/item"] + [f"/api/other/{i}" for i in range(50, 100)]
PORTS = {"impulse": 18090, "nginx": 18091, "wiremock": 18092}
DELAY_MS = 50


def impulse():
    stubs = [{"get": path, "answer": {"headers": {"Content-Type": "application/json"}, "text": BODY}} for path in PATHS]
    stubs.append({"get": "/api/delay", "answer": {"headers": {"Content-Type": "application/json"}, "text": BODY}, "delay": f"{DELAY_MS} ms"})
    file = WORK / "mock.yaml"
    file.write_text(json.dumps({"name": "items", "stubs": stubs}))
    return [IMPULSE, "mock", str(file), "--port", str(PORTS["impulse"])]


def nginx():
    folder = WORK / "nginx-mock"
    folder.mkdir(parents=True, exist_ok=True)
    quoted = BODY.replace("'", "\\'")
    locations = "\n".join(f"    location = {path} {{ return 200 '{quoted}'; }}" for path in PATHS)
    text = (HERE / "nginx.conf").read_text().replace("@FOLDER@", str(folder)).replace("@PORT@", str(PORTS["nginx"]))
    text = text.replace("    location = /status", locations + "\n    location = /status")
    (folder / "nginx.conf").write_text(text)
    return ["nginx", "-c", str(folder / "nginx.conf")]


def wiremock():
    folder = WORK / "wiremock-stubs"
    (folder / "mappings").mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(PATHS + ["/api/delay"]):
        response = {"status": 200, "body": BODY, "headers": {"Content-Type": "application/json"}}
        if path == "/api/delay":
            response["fixedDelayMilliseconds"] = DELAY_MS
        (folder / "mappings" / f"{number:03d}.json").write_text(json.dumps({"request": {"method": "GET", "urlPath": path}, "response": response}))
    return java("-cp", f"{WORK}/wiremock/*", "wiremock.Run", "--port", str(PORTS["wiremock"]), "--bind-address", "127.0.0.1", "--root-dir", str(folder),
                "--disable-banner", "--no-request-journal", "--async-response-enabled", "true", "--async-response-threads", "16",
                "--disable-request-logging", "--disable-gzip")


def started(names):
    servers = {}
    for name in names:
        if name == "wiremock" and not (WORK / "wiremock").is_dir():
            continue
        with open(WORK / f"mock-{name}.log", "w") as log:
            servers[name] = measure.launch(globals()[name](), SERVER_CORE, log)
        wait_for_port(PORTS[name])
    return servers


def wrk(name, seconds):
    """How many answers came in about so many seconds."""
    command = ["nice", "-n", "-15", "taskset", "-c", str(GENERATOR_CORE), "wrk", "-t1", "-c64", f"-d{seconds}s", f"http://127.0.0.1:{PORTS[name]}/api/item"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        sys.exit(f"{name} did not answer all: {said}")
    return int(re.search(r"(\d+) requests in", said).group(1))


def full(options):
    servers = started(["impulse", "nginx", "wiremock"])
    found = {name: [] for name in servers}
    try:
        for name in servers:
            wrk(name, 2 if name == "nginx" else options.warm_up)
        for _ in range(options.pairs):
            for name, server in servers.items():
                cpu, (_, stolen) = measure.running_seconds(server.pid), measure.machine()
                answers = wrk(name, 3)
                cpu = measure.running_seconds(server.pid) - cpu
                found[name].append(answers / cpu)
                note(mock=name, per_cpu_second=round(answers / cpu), rate=round(answers / 3), stolen=round(measure.machine()[1] - stolen, 2))
    finally:
        for server in servers.values():
            measure.end(server)
    table(["mock", "answers a CPU-second, median (range)", "× nginx, pair by pair"],
          [[name, spread(figures), spread([own / other for own, other in zip(figures, found["nginx"])], 2)] for name, figures in found.items()])


def delay(options):
    servers = started(["impulse", "wiremock"])
    found = {name: [] for name in servers}
    try:
        for name in servers:
            wrk(name, 5)
        for _ in range(options.pairs):
            for name, server in servers.items():
                cpu, begin = measure.running_seconds(server.pid), time.monotonic()
                probe = ["nice", "-n", "-15", "taskset", "-c", str(GENERATOR_CORE), str(WORK / "openprobe"), str(PORTS[name]), "/api/delay", "1000", "4", str(DELAY_MS), "1"]
                seen = json.loads(subprocess.run(probe, capture_output=True, text=True, check=True).stdout)
                seen["cpu"] = (measure.running_seconds(server.pid) - cpu) / (time.monotonic() - begin)
                found[name].append(seen)
                note(mock=name, **seen)
    finally:
        for server in servers.values():
            measure.end(server)
    table(["mock", "later than asked p50 ms, median (range)", "p99 ms", "max ms", "CPU"],
          [[name, *(spread([each[p] for each in figures], 3) for p in ("p50", "p99", "max")), spread([100 * each["cpu"] for each in figures]) + " %"]
           for name, figures in found.items()])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["full", "delay"])
    parser.add_argument("--pairs", type=int, default=9)
    parser.add_argument("--warm-up", type=int, default=20, help="seconds at full speed before the first pair, for what runs on a JVM")
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    measure.boost()
    globals()[options.what](options)


if __name__ == "__main__":
    main()
