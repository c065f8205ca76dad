"""Looks at processes and cores from outside: /proc, and a server's own count of requests."""

import dataclasses
import os
import re
import signal
import subprocess
import time
import urllib.request

TICKS = os.sysconf("SC_CLK_TCK")


def descendants(root):
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = open(f"/proc/{entry}/stat").read()
            except OSError:
                continue
            parent = int(stat[stat.rindex(")") + 2 :].split()[1])
            children.setdefault(parent, []).append(int(entry))
    found, todo = [], [root]
    while todo:
        process = todo.pop()
        found.append(process)
        todo += children.get(process, [])
    return found


def cpu_seconds(root):
    """User and system time of a process and its descendants, ended ones included."""
    return sum(ticks(root)) / TICKS


def user_seconds(root):
    return ticks(root)[0] / TICKS


def ticks(root):
    """User and system ticks."""
    user = system = 0
    for process in descendants(root):
        try:
            stat = open(f"/proc/{process}/stat").read()
        except OSError:
            continue
        own = list(map(int, stat[stat.rindex(")") + 2 :].split()[11:15]))
        user += own[0] + own[2]
        system += own[1] + own[3]
    return user, system


def running_seconds(root):
    """What the threads of a process and its descendants have run, to the nanosecond: in a window of a second ticks are too coarse."""
    total = 0
    for process in descendants(root):
        try:
            for task in os.listdir(f"/proc/{process}/task"):
                total += int(open(f"/proc/{process}/task/{task}/schedstat").read().split()[0])
        except OSError:
            continue
    return total / 1e9


def pause(process):
    os.killpg(process.pid, signal.SIGSTOP)


def go_on(process):
    os.killpg(process.pid, signal.SIGCONT)


def thread_cpu_seconds(process, name):
    """User and system time of the threads whose name begins so (the kernel keeps 15 characters)."""
    total = 0
    for task in os.listdir(f"/proc/{process}/task"):
        try:
            stat = open(f"/proc/{process}/task/{task}/stat").read()
        except OSError:
            continue
        if stat[stat.index("(") + 1 :].startswith(name[:15]):
            total += sum(map(int, stat[stat.rindex(")") + 2 :].split()[11:13]))
    return total / TICKS


def memory_mb(process, key="VmRSS"):
    return int(re.search(key + r":\s+(\d+)", open(f"/proc/{process}/status").read()).group(1)) / 1024


def machine():
    """Busy and stolen seconds of all cores together."""
    fields = list(map(int, open("/proc/stat").readline().split()[1:9]))
    return (sum(fields[0:3]) + fields[5] + fields[6]) / TICKS, fields[7] / TICKS


def boost():
    # Under autogroup scheduling nice weighs only within a session: the whole session is raised.
    try:
        open("/proc/self/autogroup", "w").write("-20")
    except OSError:
        pass


def launch(command, core, log):
    pinned = ["nice", "-n", "-15", "taskset", "-c", str(core), *command] if core is not None else ["nice", "-n", "-15", *command]
    return subprocess.Popen(pinned, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=boost)


def end(process, patience=15):
    """Ends a process and what it started, by its id."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def served(port):
    """Requests that nginx has answered, from its stub_status page."""
    return int(urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=5).read().decode().split()[9])


@dataclasses.dataclass
class Window:
    """One stretch of a run."""

    seconds: float
    requests: int
    generator: float
    user: float
    server: float
    others: float
    stolen: float

    @property
    def per_cpu_second(self):
        return self.requests / self.generator if self.generator else 0.0

    @property
    def rate(self):
        return self.requests / self.seconds


def windows(generator, server, port, warm_up, count, length):
    """Cuts a run into windows, after a warm-up counted from the launch."""
    def look():
        busy, stolen = machine()
        return time.monotonic(), served(port), running_seconds(generator.pid), user_seconds(generator.pid), cpu_seconds(server.pid), busy, stolen

    deadline = time.monotonic() + warm_up
    while time.monotonic() < deadline and generator.poll() is None:
        time.sleep(0.05)
    found, before = [], look()
    for _ in range(count):
        time.sleep(length)
        if generator.poll() is not None:
            break
        after = look()
        seconds, requests, own, user, served_by, busy, stolen = (b - a for a, b in zip(before, after))
        found.append(Window(seconds, requests, own, user, served_by, max(0.0, busy - own - served_by) / seconds, stolen / seconds))
        before = after
    return found
