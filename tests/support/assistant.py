"""A program that asks the server for assistants: one message, one answer."""

import json

ACCEPT = "application/json, text/event-stream"


class Assistant:
    """Asks /mcp through a client of Django, in the version of the protocol before the newest."""

    def __init__(self, client, version="2025-11-25"):
        self.client, self.version = client, version

    def send(self, body, **headers):
        """The response to a body as it is."""
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        named = {"accept": ACCEPT, "mcp-protocol-version": self.version, **headers}
        return self.client.post("/mcp", text, content_type="application/json", headers=named)

    def ask(self, method, params=None, **headers):
        """The message that answers a method."""
        body = {"jsonrpc": "2.0", "id": 7, "method": method}
        response = self.send(body | ({} if params is None else {"params": params}), **headers)
        return response.json()

    def call(self, tool, **arguments):
        """What a tool found."""
        result = self.ask("tools/call", {"name": tool, "arguments": arguments})["result"]
        assert not result["isError"], result["content"][0]["text"]
        return result["structuredContent"]

    def refusal(self, tool, arguments):
        """What a tool says of arguments that it does not take."""
        result = self.ask("tools/call", {"name": tool, "arguments": arguments})["result"]
        assert result["isError"]
        said, wrong = (one["text"] for one in result["content"])
        return said, json.loads(wrong)
