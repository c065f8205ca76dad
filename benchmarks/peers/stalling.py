"""A server with a known truth: it answers at once, and once blocks everything: stalling.py PORT AFTER_SECONDS FOR_SECONDS

The time runs from the first request. Ends by SIGTERM."""

import asyncio
import signal
import sys
import time

PORT, AFTER, FOR = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
BODY = b'{"ok":true}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
begun = False


class Connection(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        global begun
        if not begun:
            begun = True
            asyncio.get_running_loop().call_later(AFTER, time.sleep, FOR)
        self.transport.write(ANSWER * data.count(b"\r\n\r\n"))


async def main():
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    await loop.create_server(Connection, "127.0.0.1", PORT, backlog=4096)
    await asyncio.wait_for(ended.wait(), 300)


asyncio.run(main())
