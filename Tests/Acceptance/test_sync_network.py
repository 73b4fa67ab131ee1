"""`calltally sync` on its way: certificates, proxies, one connection for all it asks."""
import shutil
import ssl
import subprocess
import unittest

from http_proxy import Proxy
from support import FIXTURES
from sync_test import SyncTest

NAME = "oneuptime.invalid"


class NetworkTest(SyncTest):
    def proxy(self, server, refusal=None):
        proxy = Proxy(server.port, refusal)
        self.addCleanup(proxy.stop)
        return proxy


class Encryption(NetworkTest):
    def certificate(self, *names):
        """A key and a certificate of its own for these names, as one file."""
        if not shutil.which("openssl"):
            self.skipTest("openssl, which makes certificates, is not here")
        folder = self.folder / f"certificate-{names[0]}"
        folder.mkdir()
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
             "-nodes", "-days", "2", "-subj", "/CN=calltally test", "-addext",
             "subjectAltName=" + ",".join(f"DNS:{name}" for name in names),
             "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
            check=True, capture_output=True)
        return folder / "key.pem", folder / "certificate.pem"

    def encrypted(self, *names):
        """A server that speaks TLS alone, and the file by which it can be trusted."""
        key, certificate = self.certificate(*names)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server = self.server(tls=context)
        server.fill(FIXTURES / "csv")
        return server, certificate

    def test_a_certificate_of_ones_own_authority_is_named_in_the_environment(self):
        server, certificate = self.encrypted("localhost")
        store = self.store()
        result = self.sync(store, server, status=1, environment={"SSL_CERT_FILE": ""})
        self.assertRegex(
            result.stderr,
            r"calltally: https://localhost:\d+/api: the certificate is not trusted \(.+\); name the "
            r"file of your own authority in SSL_CERT_FILE\n$")
        # The key is shown to nobody who is not trusted.
        self.assertEqual(server.requests, [])
        trusted = {"SSL_CERT_FILE": str(certificate)}
        self.assertRegex(self.sync(store, server, environment=trusted).stderr, "^5 requests: read ")
        self.assertRegex(self.sync(store, server, environment=trusted).stderr, "^2 requests: read ")

    def test_a_file_of_certificates_that_is_not_there(self):
        server, _ = self.encrypted("localhost")
        missing = str(self.folder / "missing.pem")
        result = self.sync(self.store(), server, status=1, environment={"SSL_CERT_FILE": missing})
        self.assertIn(missing, result.stderr)
        self.assertIn("SSL_CERT_FILE", result.stderr)

    def test_a_certificate_for_another_server(self):
        server, certificate = self.encrypted("other.example.com")
        result = self.sync(self.store(), server, status=1,
                           environment={"SSL_CERT_FILE": str(certificate)})
        self.assertIn("the certificate is another server's", result.stderr)
        self.assertEqual(server.requests, [])

    def test_a_server_without_encryption_is_told_as_such(self):
        server = self.filled()
        result = self.sync(self.store(), server, "--url", f"https://localhost:{server.port}",
                           status=1)
        self.assertIn("is it http:// there?", result.stderr)

    def test_a_tunnel_through_a_proxy_shows_nothing(self):
        server, certificate = self.encrypted(NAME)
        proxy = self.proxy(server)
        trusted = {"SSL_CERT_FILE": str(certificate), "https_proxy": proxy.url}
        key = server.key()
        result = self.sync(self.store(), server, "--url", f"https://{NAME}", key=key,
                           environment=trusted)
        self.assertRegex(result.stderr, "^5 requests: read ")
        # One connection for all of them.
        self.assertEqual(proxy.asked, [f"CONNECT {NAME}:443 HTTP/1.1"])
        self.assertNotIn(key.encode(), proxy.passed)
        self.assertGreater(len(proxy.passed), 1000)


class Proxies(NetworkTest):
    def through(self, proxy, server, status=0, **environment):
        return self.sync(self.store(), server, "--insecure", "--url", f"http://{NAME}", "--timeout",
                         "5", "--time-limit", "20", status=status,
                         environment={"http_proxy": proxy.url} | environment)

    def test_requests_go_through_the_proxy_over_one_connection(self):
        server = self.filled()
        proxy = self.proxy(server)
        self.assertRegex(self.through(proxy, server).stderr, "^5 requests: read ")
        self.assertEqual(
            proxy.asked, [f"POST http://{NAME}/api/incoming-call-log/get-list?limit=10000&skip=0 "
                          "HTTP/1.1"])
        self.assertEqual(len(server.requests), 5)

    def test_no_proxy_leaves_servers_out(self):
        server = self.filled()
        proxy = self.proxy(server)
        for name in ("no_proxy", "NO_PROXY"):
            result = self.through(proxy, server, status=75, **{name: f"localhost,{NAME}"})
            self.assertIn(f"resolve host: {NAME}", result.stderr)
        self.assertEqual(proxy.asked, [])

    def test_this_machine_is_never_asked_through_a_proxy(self):
        server = self.filled()
        proxy = self.proxy(server)
        self.sync(self.store(), server, environment={"http_proxy": proxy.url})
        self.assertEqual(proxy.asked, [])

    def test_a_proxy_that_refuses_a_tunnel_is_told_apart(self):
        server = self.filled()
        for refusal, status, words in (
                ("407 Proxy Authentication Required", 1, "the proxy wants a user and a password"),
                ("403 Forbidden", 1, "the proxy does not let this through"),
                ("502 Bad Gateway", 75, "the proxy does not reach the server")):
            with self.subTest(refusal):
                proxy = self.proxy(server, refusal)
                result = self.sync(
                    self.store(), server, "--url", f"https://{NAME}", "--time-limit", "2",
                    status=status, environment={"https_proxy": proxy.url})
                self.assertIn(words, result.stderr)


class Connections(SyncTest):
    def test_all_requests_go_over_one_connection(self):
        server = self.filled()
        clients = set()
        server.before = lambda _, request: clients.add(request.client)
        self.sync(self.store(), server, "--page-size", "50")
        self.assertGreater(len(server.requests), 10)
        self.assertEqual(len(clients), 1)


if __name__ == "__main__":
    unittest.main()
