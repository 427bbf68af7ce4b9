"""The SDKs of AWS and Anthropic, unmodified, against a gateway in front of the emulator."""

import json
import os
import shutil
import subprocess
import unittest
from unittest import mock

import anthropic
import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from gateway import ANSWER, MODEL, QUESTION, REGION, URL, key, pair

TLS_URL = os.environ.get("TLS_URL")
CERTIFICATE = os.environ.get("CERTIFICATE")
MESSAGES = [{"role": "user", "content": [{"text": QUESTION}]}]
BODY = json.dumps(
    {
        "anthropic_version": "bedrock-2023-05-31",
        "max_tokens": 100,
        "messages": [{"role": "user", "content": QUESTION}],
    }
)


def runtime(variable="KEY_FILE", secret=None, **config):
    credentials = pair(variable)
    if secret:
        credentials["aws_secret_access_key"] = secret
    return boto3.client(
        "bedrock-runtime", endpoint_url=URL, region_name=REGION, config=Config(**config), **credentials
    )


def headers(response):
    return response["ResponseMetadata"]["HTTPHeaders"]


@unittest.skipUnless(TLS_URL, "needs openssl")
class Encrypted(unittest.TestCase):
    def test_bearer_token(self):
        with mock.patch.dict(os.environ, {"AWS_BEARER_TOKEN_BEDROCK": key()["bearer_token"]}):
            client = boto3.client(
                "bedrock-runtime", endpoint_url=TLS_URL, region_name=REGION, verify=CERTIFICATE
            )
            response = client.converse(modelId=MODEL, messages=MESSAGES)
        self.assertEqual(response["output"]["message"]["content"][0]["text"], ANSWER)

    def test_stranger(self):
        with mock.patch.dict(os.environ, {"AWS_BEARER_TOKEN_BEDROCK": "bl-abcdefgh23456789-x"}):
            client = boto3.client(
                "bedrock-runtime", endpoint_url=TLS_URL, region_name=REGION, verify=CERTIFICATE
            )
            with self.assertRaises(ClientError) as caught:
                client.converse(modelId=MODEL, messages=MESSAGES)
        self.assertEqual(caught.exception.response["Error"]["Code"], "UnrecognizedClientException")


@unittest.skipUnless(shutil.which("node"), "needs node")
class NodeHTTP2(unittest.TestCase):
    def check(self, url, protocol, *certificate):
        lines = subprocess.run(
            ["node", "http2.mjs", url, os.environ["KEY_FILE"], *certificate],
            capture_output=True, text=True, timeout=120, check=True,
        ).stdout.splitlines()
        self.assertEqual(sorted(lines), sorted(["converse 200 true", "converse-stream 200 true"] * 10 + [protocol]))

    def test_prior_knowledge(self):
        self.check(URL, "h2c")

    @unittest.skipUnless(TLS_URL, "needs openssl")
    def test_alpn(self):
        self.check(TLS_URL, "h2", CERTIFICATE)


class Boto3(unittest.TestCase):
    def setUp(self):
        self.client = runtime()

    def test_converse(self):
        response = self.client.converse(
            modelId=MODEL, messages=MESSAGES, requestMetadata={"callsite": "test_converse"}
        )
        self.assertEqual(response["output"]["message"]["content"][0]["text"], ANSWER)
        self.assertGreater(float(headers(response)["x-ledger-cost-usd"]), 0)
        self.assertIn("x-ledger-call-id", headers(response))

    def test_converse_stream(self):
        response = self.client.converse_stream(modelId=MODEL, messages=MESSAGES)
        events = list(response["stream"])
        text = "".join(e["contentBlockDelta"]["delta"]["text"] for e in events if "contentBlockDelta" in e)
        self.assertEqual(text, ANSWER)
        self.assertGreater(events[-1]["metadata"]["usage"]["outputTokens"], 0)

    def test_invoke_model(self):
        response = self.client.invoke_model(modelId=MODEL, body=BODY)
        self.assertEqual(json.loads(response["body"].read())["content"][0]["text"], ANSWER)
        self.assertIn("x-amzn-bedrock-input-token-count", headers(response))

    def test_invoke_model_with_response_stream(self):
        response = self.client.invoke_model_with_response_stream(modelId=MODEL, body=BODY)
        chunks = [json.loads(event["chunk"]["bytes"]) for event in response["body"]]
        self.assertEqual([chunks[0]["type"], chunks[-1]["type"]], ["message_start", "message_stop"])

    def test_count_tokens(self):
        response = self.client.count_tokens(modelId=MODEL, input={"converse": {"messages": MESSAGES}})
        self.assertGreater(response["inputTokens"], 0)

    def test_profile_arn(self):
        arn = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0"
        response = self.client.converse(modelId=arn, messages=MESSAGES)
        self.assertEqual(response["stopReason"], "end_turn")

    def test_callsite_by_application_id(self):
        client = runtime(user_agent_appid="nightly_report")
        client.converse(modelId=MODEL, messages=MESSAGES)

    def test_errors_have_their_types(self):
        with self.assertRaises(self.client.exceptions.ValidationException):
            self.client.converse(modelId="no.such-model", messages=MESSAGES)
        with self.assertRaises(self.client.exceptions.AccessDeniedException):
            self.client.apply_guardrail(
                guardrailIdentifier="abcd", guardrailVersion="1", source="INPUT", content=[{"text": {"text": "x"}}]
            )
        with self.assertRaises(ClientError) as caught:
            runtime(secret="guess").converse(modelId=MODEL, messages=MESSAGES)
        self.assertEqual(caught.exception.response["Error"]["Code"], "InvalidSignatureException")

    def test_a_refusal_is_attempted_once(self):
        for mode in ["legacy", "standard", "adaptive"]:
            client = runtime("CAPPED_KEY_FILE", retries={"mode": mode})
            for call in [client.converse, client.converse_stream]:
                with self.assertRaises(client.exceptions.ServiceQuotaExceededException) as caught:
                    call(modelId=MODEL, messages=MESSAGES)
                answer = caught.exception.response
                self.assertEqual(answer["ResponseMetadata"]["RetryAttempts"], 0)
                self.assertIn('budget "cap" refused the call', answer["Error"]["Message"])
                self.assertEqual(headers(answer)["x-ledger-budget"], "cap")


class Anthropic(unittest.TestCase):
    QUESTION = {
        "model": MODEL,
        "max_tokens": 100,
        "messages": [{"role": "user", "content": QUESTION}],
    }

    def client(self, variable="KEY_FILE"):
        made = key(variable)
        return anthropic.AnthropicBedrock(
            base_url=URL,
            aws_region=REGION,
            aws_access_key=made["access_key_id"],
            aws_secret_key=made["secret_access_key"],
        )

    def test_messages(self):
        message = self.client().messages.create(**self.QUESTION)
        self.assertEqual(message.content[0].text, ANSWER)

    def test_stream(self):
        with self.client().messages.stream(**self.QUESTION) as stream:
            self.assertEqual("".join(stream.text_stream), ANSWER)

    def test_a_refusal_is_typed(self):
        with self.assertRaises(anthropic.BadRequestError) as caught:
            self.client("CAPPED_KEY_FILE").messages.create(**self.QUESTION)
        self.assertIn("refused the call", str(caught.exception))


class CommandLine(unittest.TestCase):
    def test_converse(self):
        made = key()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.path.dirname(os.environ["KEY_FILE"]),
            "AWS_ACCESS_KEY_ID": made["access_key_id"],
            "AWS_SECRET_ACCESS_KEY": made["secret_access_key"],
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": URL,
        }
        output = subprocess.run(
            ["aws", "bedrock-runtime", "converse", "--model-id", MODEL, "--messages", json.dumps(MESSAGES)],
            env=environment,
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        self.assertEqual(json.loads(output)["output"]["message"]["content"][0]["text"], ANSWER)


if __name__ == "__main__":
    unittest.main()
