"""Where the gateway under test is, and what the clients ask it."""

import json
import os

URL = os.environ["GATEWAY_URL"]
REGION = "us-east-1"
MODEL = "us.anthropic.claude-sonnet-5"
QUESTION = "Name a river. [[reply:The Rhine.]]"
ANSWER = "The Rhine."


def key(variable="KEY_FILE"):
    """A key of the gateway, as `key create` printed it."""
    with open(os.environ[variable]) as file:
        return json.load(file)


def pair(variable="KEY_FILE"):
    """The same in the names that clients of AWS take."""
    made = key(variable)
    return {"aws_access_key_id": made["access_key_id"], "aws_secret_access_key": made["secret_access_key"]}
