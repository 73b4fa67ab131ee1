"""A small HTTP proxy on this machine: whatever server it is asked for, it takes one port for it."""
import socket
import threading


class Proxy:
    """Passes requests and tunnels on to `port`, or answers `refusal`, a status line's end.

    `asked` has the first line of each connection, and `passed` what clients sent behind its head.
    """

    def __init__(self, port, refusal=None):
        self.port = port
        self.refusal = refusal
        self.asked = []
        self.passed = b""
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self.serve, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def stop(self):
        self.listener.close()

    def serve(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.connect, args=(client,), daemon=True).start()

    def connect(self, client):
        with client:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = client.recv(65536)
                if not piece:
                    return
                head += piece
            first = head.split(b"\r\n")[0].decode()
            self.asked.append(first)
            if self.refusal:
                client.sendall(f"HTTP/1.1 {self.refusal}\r\nContent-Length: 0\r\n\r\n".encode())
                return
            with socket.create_connection(("127.0.0.1", self.port)) as server:
                if first.startswith("CONNECT "):
                    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                else:
                    # The whole URL is what proxies are asked for, and servers take it as well.
                    server.sendall(head)
                back = threading.Thread(target=copy, args=(server, client), daemon=True)
                back.start()
                copy(client, server, self.add)
                back.join()

    def add(self, piece):
        self.passed += piece


def copy(source, target, told=lambda piece: None):
    try:
        while piece := source.recv(65536):
            told(piece)
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass
