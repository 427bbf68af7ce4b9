"""The programs that are measured, as processes of their own."""

import json
import os
import re
import subprocess
import time
import urllib.error
import urllib.request

PROGRAM = os.environ["PROGRAM"]
TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """A process that serves, with what it has used of the machine."""

    def __init__(self, arguments, output, environment=None):
        self.errors = open(output + ".errors", "w")
        self.output = output
        self.process = subprocess.Popen(
            arguments, stdout=open(output, "w"), stderr=self.errors, env=environment, start_new_session=True
        )

    def address(self):
        for _ in range(600):
            found = re.search(r"listening on (\S+)", open(self.output).read())
            if found:
                return found[1]
            if self.process.poll() is not None:
                raise SystemExit(open(self.output + ".errors").read())
            time.sleep(0.05)
        raise SystemExit("the program does not listen")

    def cpu_seconds(self):
        """User and system time of the process, and of the workers that it has started."""
        return sum(_ticks(pid) for pid in [self.process.pid, *_children(self.process.pid)]) / TICK

    def memory(self):
        """Resident memory now, in MB."""
        return sum(_resident(pid) for pid in [self.process.pid, *_children(self.process.pid)]) / 1e6

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            direct = [int(word) for word in file.read().split()]
    except FileNotFoundError:
        return []
    return direct + [grandchild for child in direct for grandchild in _children(child)]


def _ticks(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0
    return int(fields[11]) + int(fields[12])


def _resident(pid):
    try:
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except FileNotFoundError:
        return 0


def emulator(folder, *options):
    return Server([PROGRAM, "emulate", "--listen", "127.0.0.1:0", *options], f"{folder}/emulator")


def gateway(folder, upstream, ledger):
    return Server(
        [PROGRAM, "serve", "--listen", "127.0.0.1:0", "--upstream", upstream, "--region", "us-east-1",
         "--ledger", ledger, "--shutdown-grace", "20s"],
        f"{folder}/gateway",
        {**os.environ, "AWS_ACCESS_KEY_ID": "GATEWAY", "AWS_SECRET_ACCESS_KEY": "emulator"},
    )


def ledger_command(*arguments):
    return subprocess.run([PROGRAM, *arguments], check=True, capture_output=True, text=True).stdout


def key(ledger, team):
    return json.loads(ledger_command("key", "create", "--team", team, "--format", "json", "--ledger", ledger))


def post(url, body, token=None, timeout=30):
    """The status and the body of an answer."""
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
