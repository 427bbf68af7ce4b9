"""Measures a gateway beside the emulator that it stands in front of, and prints the tables of docs/performance.md."""

import concurrent.futures
import http.client
import json
import os
import statistics
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

from processes import Server, emulator, gateway, key, ledger_command, post

MODEL = "us.anthropic.claude-sonnet-5"
PROMPT = "Tell me about rivers. " * 8 + "[[reply:The Rhine is long.]]"
BODY = {"messages": [{"role": "user", "content": [{"text": PROMPT}]}], "inferenceConfig": {"maxTokens": 20}}
CONNECTIONS = [1, 16, 64, 256]
SECONDS = int(os.environ.get("SECONDS_EACH", "8"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
SOAK = int(os.environ.get("SOAK", "0"))
LITELLM = os.environ.get("LITELLM_PROGRAM")


def load(address, connections, seconds, token=None, **variables):
    """Requests, requests a second, failures, and p50 and p99 in ms, of a load by wrk."""
    environment = {**os.environ, "MODEL": MODEL, "PROMPT": PROMPT, **variables}
    if token:
        environment["TOKEN"] = token
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency",
         "-s", "Benchmarks/Gateway/call.lua", address],
        check=True, capture_output=True, text=True, env=environment,
    ).stdout
    line = next(line for line in output.splitlines() if line.startswith("RESULT"))
    requests, duration, failed, half, most, _ = map(float, line.split()[1:])
    return {"requests": requests, "rate": requests / duration * 1e6, "failed": failed,
            "p50": half / 1000, "p99": most / 1000}


def median(rows, name):
    return statistics.median(row[name] for row in rows)


def fsync_milliseconds(folder):
    """What the disk takes to make 4 KiB durable, as the ledger does twice a call."""
    times = []
    with open(f"{folder}/fsync", "wb") as file:
        for _ in range(200):
            file.write(b"x" * 4096)
            file.flush()
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def latencies(direct, server, through, token):
    print("| connections | direct p50 / p99 ms | through p50 / p99 ms | added p50 / p99 ms | calls/s direct | calls/s"
          " through | CPU ms a call | memory MB | failed |")
    print("|---|---|---|---|---|---|---|---|---|")
    for connections in CONNECTIONS:
        plain, metered, cpu = [], [], []
        for _ in range(ROUNDS):
            plain.append(load(direct, connections, SECONDS))
            before = server.cpu_seconds()
            metered.append(load(through, connections, SECONDS, token))
            cpu.append((server.cpu_seconds() - before) / metered[-1]["requests"] * 1000)
        p = {name: (median(plain, name), median(metered, name)) for name in ["p50", "p99", "rate"]}
        print(f"| {connections} | {p['p50'][0]:.2f} / {p['p99'][0]:.2f} | {p['p50'][1]:.2f} / {p['p99'][1]:.2f} "
              f"| {p['p50'][1] - p['p50'][0]:.2f} / {p['p99'][1] - p['p99'][0]:.2f} | {p['rate'][0]:,.0f} "
              f"| {p['rate'][1]:,.0f} | {statistics.median(cpu):.3f} | {server.memory():.0f} "
              f"| {sum(row['failed'] for row in plain + metered):.0f} |", flush=True)


def first_byte(address, token=None, calls=150):
    """The median time to the first byte of a stream's body, in ms, over one connection."""
    place = urllib.parse.urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname, place.port)
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    times = []
    for _ in range(calls):
        start = time.perf_counter()
        connection.request("POST", f"/model/{MODEL}/converse-stream", json.dumps(BODY), headers)
        answer = connection.getresponse()
        answer.read(1)
        times.append((time.perf_counter() - start) * 1000)
        answer.read()
    connection.close()
    return statistics.median(times)


def soak(server, through, token):
    """Memory under a steady load, once a minute."""
    readings = [server.memory()]
    for _ in range(SOAK // 60):
        load(through, 64, 60, token)
        readings.append(server.memory())
    print("memory MB, minute by minute under 64 connections: " + ", ".join(f"{value:.0f}" for value in readings))


def overshoot(upstream, call, credentials):
    """What 64 callers with a key each bill on one cap of 0.05 USD, in USD, and how many calls went through."""
    def caller(credential):
        answered = 0
        for _ in range(200):
            status, _ = call(credential)
            if status != 200:
                break
            answered += 1
        return answered

    before = billed(upstream)
    with concurrent.futures.ThreadPoolExecutor(64) as pool:
        answered = sum(pool.map(caller, credentials))
    return billed(upstream) - before, answered


def billed(upstream):
    with urllib.request.urlopen(f"{upstream}/emulator/account?after=999999999") as answer:
        return float(json.load(answer)["totals"]["cost_usd"])


def shared_cap(folder, upstream):
    ledger = f"{folder}/capped.db"
    ledger_command("budget", "set", "shared", "--team", "shared", "--limit", "0.05", "--period", "total", "--ledger", ledger)
    tokens = [key(ledger, "shared")["bearer_token"] for _ in range(64)]
    servers = [gateway(folder, upstream, ledger) for _ in range(1)]
    address = servers[0].address()
    cost, answered = overshoot(upstream, lambda token: post(f"{address}/model/{MODEL}/converse", BODY, token), tokens)
    for server in servers:
        server.stop()
    print(f"bedrock-ledger: {answered} calls, ${cost:.6f} of a cap of $0.05")


# LiteLLM ------------------------------------------------------------------------------------------------------------

def litellm(folder, upstream, budget=None):
    config = {
        "model_list": [{"model_name": "model", "litellm_params": {
            "model": f"bedrock/converse/{MODEL}", "aws_bedrock_runtime_endpoint": upstream,
            "aws_access_key_id": "none", "aws_secret_access_key": "none", "aws_region_name": "us-east-1"}}],
        "litellm_settings": {"telemetry": False, "num_retries": 0},
    }
    if budget:
        config["router_settings"] = {"provider_budget_config": {"bedrock": {"budget_limit": budget, "time_period": "1d"}}}
    with open(f"{folder}/litellm.json", "w") as file:
        json.dump(config, file)
    port = 4173
    # It wants a key of its own unless told otherwise; what is compared is the work of a call, so it may do without.
    server = Server([LITELLM, "--config", f"{folder}/litellm.json", "--host", "127.0.0.1", "--port", str(port)],
                    f"{folder}/litellm",
                    {**os.environ, "LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY": "true"})
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/health/liveliness", timeout=1)
            return server, address
        except OSError:
            time.sleep(0.2)
    raise SystemExit("LiteLLM does not start")


def compare(folder, upstream, server, through, token):
    other, address = litellm(folder, upstream)
    rows = []
    for name, process, load_it in [
        ("bedrock-ledger", server, lambda: load(through, 16, SECONDS, token)),
        ("LiteLLM proxy", other, lambda: load(address, 16, SECONDS, LITELLM_MODEL="model")),
    ] * ROUNDS:
        before = process.cpu_seconds()
        row = load_it()
        rows.append((name, row["requests"] / (process.cpu_seconds() - before), row["failed"]))
    other.stop()
    for name in ["bedrock-ledger", "LiteLLM proxy"]:
        rates = [rate for label, rate, _ in rows if label == name]
        failed = sum(count for label, _, count in rows if label == name)
        print(f"{name}: {statistics.median(rates):,.0f} calls per CPU-second at 16 connections, {failed:.0f} failed")
    other, address = litellm(folder, upstream, budget=0.05)
    question = {"model": "model", "max_tokens": 20, "messages": [{"role": "user", "content": PROMPT}]}
    cost, answered = overshoot(upstream, lambda _: post(f"{address}/v1/chat/completions", question), range(64))
    other.stop()
    print(f"LiteLLM proxy (provider budget, in memory): {answered} calls, ${cost:.6f} of a cap of $0.05")


def main():
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCHMARK_FOLDER", ".")) as folder:
        upstream = emulator(folder)
        direct = upstream.address()
        ledger = f"{folder}/ledger.db"
        for name, scope in [("everything", []), ("team", ["--team", "search"]), ("model", ["--model", MODEL])]:
            ledger_command("budget", "set", name, *scope, "--limit", "1000000", "--period", "month", "--ledger", ledger)
        token = key(ledger, "search")["bearer_token"]
        server = gateway(folder, direct, ledger)
        through = server.address()
        load(direct, 16, 2)
        load(through, 16, 2, token)
        print(f"one fdatasync of 4 KiB: {fsync_milliseconds(folder):.2f} ms; medians of {ROUNDS} rounds of {SECONDS} s\n")
        latencies(direct, server, through, token)
        plain, metered = first_byte(direct), first_byte(through, token)
        print(f"\nfirst byte of a stream: {plain:.2f} ms direct, {metered:.2f} ms through, {metered - plain:.2f} ms added")
        shared_cap(folder, direct)
        if LITELLM:
            compare(folder, direct, server, through, token)
        if SOAK:
            soak(server, through, token)
        server.stop()
        upstream.stop()
        print(ledger_command("verify", "--ledger", ledger).strip())


main()
