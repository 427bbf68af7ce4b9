"""Frameworks that call Bedrock, unmodified, against a gateway in front of the emulator."""

import asyncio
import sys
import unittest

from gateway import ANSWER, MODEL, QUESTION, REGION, URL, pair


class LangChain(unittest.TestCase):
    def model(self, variable="KEY_FILE"):
        from langchain_aws import ChatBedrockConverse

        return ChatBedrockConverse(model=MODEL, endpoint_url=URL, region_name=REGION, max_tokens=100, **pair(variable))

    def test_invoke(self):
        answer = self.model().invoke(QUESTION)
        self.assertEqual(answer.text if isinstance(answer.text, str) else answer.text(), ANSWER)
        self.assertGreater(answer.usage_metadata["output_tokens"], 0)

    def test_stream(self):
        pieces = [piece for piece in self.model().stream(QUESTION)]
        self.assertIn("Rhine", str([piece.content for piece in pieces]))

    def test_a_refusal_is_told(self):
        with self.assertRaisesRegex(Exception, "ServiceQuotaExceededException.*refused the call"):
            self.model("CAPPED_KEY_FILE").invoke(QUESTION)


class LiteLLM(unittest.TestCase):
    def complete(self, variable="KEY_FILE", **options):
        import litellm

        return litellm.completion(
            model=f"bedrock/converse/{MODEL}", messages=[{"role": "user", "content": QUESTION}], max_tokens=100,
            aws_bedrock_runtime_endpoint=URL, aws_region_name=REGION, **pair(variable), **options)

    def test_completion(self):
        answer = self.complete()
        self.assertEqual(answer.choices[0].message.content, ANSWER)
        self.assertGreater(answer.usage.completion_tokens, 0)

    def test_stream(self):
        text = "".join(piece.choices[0].delta.content or "" for piece in self.complete(stream=True))
        self.assertEqual(text, ANSWER)

    def test_a_refusal_is_told(self):
        with self.assertRaisesRegex(Exception, "refused the call"):
            self.complete("CAPPED_KEY_FILE")


class PydanticAI(unittest.TestCase):
    def agent(self, variable="KEY_FILE"):
        from pydantic_ai import Agent
        from pydantic_ai.models.bedrock import BedrockConverseModel
        from pydantic_ai.providers.bedrock import BedrockProvider

        provider = BedrockProvider(base_url=URL, region_name=REGION, **pair(variable))
        return Agent(BedrockConverseModel(MODEL, provider=provider), model_settings={"max_tokens": 100})

    def test_run(self):
        self.assertEqual(self.agent().run_sync(QUESTION).output, ANSWER)

    def test_a_refusal_is_told(self):
        with self.assertRaisesRegex(Exception, "refused the call"):
            self.agent("CAPPED_KEY_FILE").run_sync(QUESTION)


class Strands(unittest.TestCase):
    def agent(self, variable="KEY_FILE", **options):
        import boto3
        from strands import Agent
        from strands.models import BedrockModel

        model = BedrockModel(
            model_id=MODEL, endpoint_url=URL, max_tokens=100,
            boto_session=boto3.Session(region_name=REGION, **pair(variable)), **options)
        return Agent(model=model, callback_handler=None)

    def test_stream(self):
        self.assertEqual(str(self.agent()(QUESTION)).strip(), ANSWER)

    def test_whole(self):
        self.assertEqual(str(self.agent(streaming=False)(QUESTION)).strip(), ANSWER)

    def test_a_refusal_is_told(self):
        with self.assertRaisesRegex(Exception, "refused the call"):
            self.agent("CAPPED_KEY_FILE")(QUESTION)


class AIOBotocore(unittest.TestCase):
    def test_converse_and_stream(self):
        from aiobotocore.session import get_session

        async def session():
            messages = [{"role": "user", "content": [{"text": QUESTION}]}]
            async with get_session().create_client(
                "bedrock-runtime", endpoint_url=URL, region_name=REGION, **pair()
            ) as client:
                whole = await client.converse(modelId=MODEL, messages=messages)
                stream = await client.converse_stream(modelId=MODEL, messages=messages)
                events = [event async for event in stream["stream"]]
            return whole["output"]["message"]["content"][0]["text"], events

        text, events = asyncio.run(session())
        self.assertEqual(text, ANSWER)
        self.assertGreater(events[-1]["metadata"]["usage"]["outputTokens"], 0)


@unittest.skipIf(sys.version_info < (3, 12), "the SDK needs Python 3.12")
class AWSSDKForPython(unittest.TestCase):
    def test_converse(self):
        from aws_sdk_bedrock_runtime.client import AsyncBedrockRuntimeClient
        from aws_sdk_bedrock_runtime.config import AsyncBedrockRuntimeConfig
        from aws_sdk_bedrock_runtime.models import ContentBlockText, ConverseInput, Message
        from smithy_aws_core.identity import StaticCredentialsResolver

        async def session():
            config = await AsyncBedrockRuntimeConfig.resolve(
                endpoint_uri=URL, region=REGION, aws_credentials_identity_resolver=StaticCredentialsResolver(), **pair())
            question = ConverseInput(
                model_id=MODEL, messages=[Message(role="user", content=[ContentBlockText(value=QUESTION)])])
            client = AsyncBedrockRuntimeClient(config=config)
            try:
                return await client.converse(question)
            finally:
                await client.close()

        self.assertEqual(asyncio.run(session()).output.value.content[0].value, ANSWER)


if __name__ == "__main__":
    unittest.main()
