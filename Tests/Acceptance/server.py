"""A PostgreSQL server of a test's own, on a socket in a temporary folder and nowhere else."""
import glob
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.parse

from support import FIXTURES, ROOT

SCHEMA = pathlib.Path(__file__).resolve().parent / "oneuptime.sql"
FORMS = FIXTURES / "forms"
PROGRAMS = ["initdb", "pg_ctl", "psql", "pg_dump"]
# No host and nothing of the tester's own may lead elsewhere.
VARIABLES = [name for name in os.environ if name.startswith("PG")]


def programs():
    """The folder with the server's programs, which Debian does not have on the path."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    for folder in [*folders, *os.environ["PATH"].split(os.pathsep)]:
        if all(os.path.exists(os.path.join(folder, name)) for name in PROGRAMS):
            return folder
    raise unittest.SkipTest("PostgreSQL's server is not here: run scripts/setup --tests")


class Server:
    """Started with `with` or start(); the superuser is postgres, and everybody else has a password
    to tell."""

    def __init__(self):
        self.bin = programs()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ct-pg-"))
        self.data = self.folder / "data"
        self.port = 54329
        self.account = []
        if os.getuid() == 0:
            # The server refuses to be root.
            try:
                account = pwd.getpwnam("postgres")
            except KeyError:
                shutil.rmtree(self.folder)
                raise unittest.SkipTest("root cannot run PostgreSQL, and has no account postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.account = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}",
                            "--clear-groups"]
        self.folder.chmod(0o755)
        self.run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                 "--no-locale", "--no-sync")
        with open(self.data / "pg_hba.conf", "w") as rules:
            rules.write("local all postgres trust\nlocal all all scram-sha-256\n")
        with open(self.data / "postgresql.conf", "a") as settings:
            settings.write(
                f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\n"
                f"port = {self.port}\nfsync = off\nfull_page_writes = off\nmax_connections = 20\n")

    def run(self, program, *arguments):
        environment = {key: value for key, value in os.environ.items() if key not in VARIABLES}
        result = subprocess.run(
            [*self.account, os.path.join(self.bin, program), *map(str, arguments)],
            cwd=self.folder, env=environment | {"LC_ALL": "C"}, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        if result.returncode != 0:
            raise AssertionError(f"{program} failed:\n{result.stdout}")

    def start(self):
        self.run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "start")

    def stop(self):
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def sql(self, database, text, *options):
        """Runs statements as the superuser; gives what they print back, without adornment."""
        result = subprocess.run(
            [os.path.join(self.bin, "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
             "-h", str(self.folder), "-p", str(self.port), "-U", "postgres", "-d", database,
             *map(str, options)],
            input=text, capture_output=True, encoding="utf-8", timeout=120)
        if result.returncode != 0:
            raise AssertionError(f"psql failed: {result.stderr}\n{text[:2000]}")
        return result.stdout.strip()

    def output(self, program, database, *options, environment=None, **arguments):
        """What a client program prints, in bytes, as the superuser."""
        result = subprocess.run(
            [os.path.join(self.bin, program), "-h", str(self.folder), "-p", str(self.port),
             "-U", "postgres", *map(str, options), *([database] if database else [])],
            env=os.environ | {name: "" for name in VARIABLES} | (environment or {}),
            capture_output=True, timeout=120, **arguments)
        if result.returncode != 0:
            raise AssertionError(f"{program} failed: {result.stderr.decode()}")
        return result.stdout

    def fill(self, database, dump=FORMS / "copy.sql"):
        """A database with OneUptime's tables and the fixtures in them."""
        self.sql("postgres", f"CREATE DATABASE {database}")
        self.sql(database, SCHEMA.read_text())
        self.sql(database, "", "-f", dump)
        for table in ("User", "TeamMember", "Project"):
            path = FORMS / "csv" / f"{table}.csv"
            if self.sql(database, f'SELECT count(*) FROM "{table}"') == "0":
                header = path.read_text().splitlines()[0]
                names = ", ".join(f'"{name}"' for name in header.split(","))
                self.sql(database, f"\\copy \"{table}\" ({names}) FROM '{path}' CSV HEADER")

    def grant(self, database, schema="public"):
        """What the README says the role needs."""
        statements = re.search(r"```sql\nCREATE ROLE readonly LOGIN;\n(.*?)```",
                               (ROOT / "README.md").read_text(), re.DOTALL)[1]
        self.sql(database, f"SET search_path = {schema}; "
                 + statements.replace("SCHEMA public", f"SCHEMA {schema}"))

    def url(self, database, user="readonly", password=None, **parameters):
        parameters = {"host": str(self.folder), "port": str(self.port)} | parameters
        account = user + ("" if password is None else ":" + urllib.parse.quote(password, safe=""))
        return f"postgres://{account}@/{database}?" + urllib.parse.urlencode(parameters)
