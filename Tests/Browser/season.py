"""Writes a season of calls as JSON lines for `bedrock-ledger record`: seven weeks of six teams up to now.

The same seed and end give the same calls. Volumes follow office hours, grow a little, and have one day that went wrong.
"""

import argparse
import datetime
import json
import math
import random

# Team, callsite, model, calls on a busy hour, input, output, share of the input read from a cache, share written to one.
CALLSITES = [
    ("search", "Rerank/Ranker.swift#rank", "us.anthropic.claude-haiku-4-5-20251001-v1:0", 22, 5200, 130, 0.62, 0.05),
    ("search", "Answers/Answer.swift#compose", "us.anthropic.claude-sonnet-5", 9, 14500, 900, 0.55, 0.06),
    ("search", "Index/Summaries.swift#summarize", "us.amazon.nova-pro-v1:0", 14, 6800, 420, 0.0, 0.0),
    ("support", "triage", "us.anthropic.claude-haiku-4-5-20251001-v1:0", 16, 3100, 90, 0.35, 0.04),
    ("support", "reply-draft", "us.anthropic.claude-sonnet-5", 8, 9400, 760, 0.41, 0.09),
    ("support", "sentiment", "us.amazon.nova-lite-v1:0", 26, 900, 20, 0.0, 0.0),
    ("ads", "copy-variants", "us.anthropic.claude-opus-5", 3, 2600, 1900, 0.0, 0.0),
    ("ads", "brand-safety", "us.amazon.nova-micro-v1:0", 30, 700, 15, 0.0, 0.0),
    ("platform", "code-review", "us.anthropic.claude-opus-5", 3, 24000, 1400, 0.7, 0.12),
    ("platform", "commit-messages", "us.anthropic.claude-haiku-4-5-20251001-v1:0", 6, 5200, 60, 0.0, 0.0),
    ("data", "nightly-enrichment", "us.anthropic.claude-sonnet-4-6", 0, 8200, 500, 0.1, 0.3),
    ("data", "embeddings", "amazon.titan-embed-text-v2:0", 20, 2400, 0, 0.0, 0.0),
    ("legal", "contract-extraction", "us.anthropic.claude-opus-4-6-v1", 1, 52000, 2100, 0.2, 0.45),
]
# Names as users write them, each with a few calls, so that there is more than one page.
TAIL = ["experiments/%s" % name for name in (
    "intent", "glossary", "translate-de", "translate-ja", "faq", "dedupe", "titles", "alt-text", "tags", "moderation",
    "outlines", "recap", "sql-helper", "changelog", "spam", "persona", "a<b>&\"c'", "très-long-" + "nom-" * 12 + "fin")]


def volume(callsite, start, random_):
    """How many calls an hour has."""
    hour, weekday = start.hour, start.weekday()
    if callsite == "nightly-enrichment":
        return random_.randint(16, 24) if hour in (2, 3) else 0
    shape = 0.12 + 0.88 * max(0.0, math.sin((hour - 6) / 14 * math.pi)) if 6 <= hour <= 20 else 0.08
    return shape * (0.25 if weekday >= 5 else 1)


def calls(end, days, seed, scale, size):
    random_ = random.Random(seed)
    start = (end - datetime.timedelta(days=days)).replace(minute=0, second=0, microsecond=0)
    number = 0
    # On the last working day but one a loop asked for the same review again and again.
    bad_day = next(day for day in ((end - datetime.timedelta(days=i)).date() for i in range(2, 9)) if day.weekday() < 5)
    tail = [("platform", name, "us.amazon.nova-lite-v1:0", 0.25 / (1 + i / 4), 1500, 200, 0, 0)
            for i, name in enumerate(TAIL)]
    while start < end:
        age = (end - start).total_seconds() / 86400
        growth = 1 + 0.35 * (1 - age / days)
        for team, callsite, model, busy, input_, output, read, write in CALLSITES + tail:
            count = volume(callsite, start, random_) * (busy or 1) * growth * scale
            if callsite == "code-review" and start.date() == bad_day and 9 <= start.hour < 17:
                count *= 12
            count = int(count) + (random_.random() < count % 1)
            for _ in range(count):
                at = start + datetime.timedelta(seconds=random_.uniform(0, 3600))
                if at >= end:
                    continue
                number += 1
                tokens = int(input_ * size * random_.lognormvariate(0, 0.35))
                cached = int(tokens * read) if random_.random() < 0.9 else 0
                written = int(tokens * write)
                out = max(1, int(output * size * random_.lognormvariate(0, 0.4))) if output else 0
                usage = {"inputTokens": tokens - cached - written, "outputTokens": out, "totalTokens": tokens + out}
                if read or write:
                    usage |= {"cacheReadInputTokens": cached, "cacheWriteInputTokens": written}
                line = {
                    "call_id": "season-%d-%07d" % (seed, number),
                    "at": at.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
                    "team": team, "callsite": callsite, "model": model, "region": "us-east-1",
                    "tags": {"env": "prod" if random_.random() < 0.8 else "staging"},
                }
                if "embed" in model:
                    line |= {"operation": "invoke_model", "response": {"inputTextTokenCount": tokens}}
                else:
                    line |= {"operation": "converse", "response": {"usage": usage}}
                yield line
        start += datetime.timedelta(hours=1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--days", type=int, default=49)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--size", type=float, default=1.0, help="how large calls are")
    parser.add_argument("--end", help="the moment up to which calls are made; now unless given")
    arguments = parser.parse_args()
    if arguments.end:
        moment = datetime.datetime.fromisoformat(arguments.end)
    else:
        moment = datetime.datetime.now(datetime.timezone.utc)
    for call in calls(moment.astimezone(datetime.timezone.utc).replace(tzinfo=None), arguments.days, arguments.seed,
                      arguments.scale, arguments.size):
        print(json.dumps(call, ensure_ascii=False))
