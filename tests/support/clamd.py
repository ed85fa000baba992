"""A virus check on loopback that speaks clamd's INSTREAM and finds the one string everybody tests with."""

from __future__ import annotations

import socket
import struct
import threading

#: The test string of EICAR, in two parts so that no virus check takes this file for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """Answers until it is stopped. `says`: instead of looking, always this; `asked`: how many files came."""

    def __init__(self) -> None:
        self.says: bytes | None = None
        self.asked = 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._answer, daemon=True).start()

    def stop(self) -> None:
        """Nobody listens any more. A second time changes nothing."""
        if self._door.fileno() < 0:
            return
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _answer(self) -> None:
        while True:
            try:
                line, _peer = self._door.accept()
            except OSError:
                return
            with line, line.makefile("rb") as words:
                if words.read(10) != b"zINSTREAM\0":
                    continue
                content = b""
                while length := struct.unpack("!I", words.read(4))[0]:
                    content += words.read(length)
                self.asked += 1
                found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
                line.sendall(found if self.says is None else self.says)
