import base64
import json
import sys

from jsonschema import Draft202012Validator

spec = sys.argv[1]  # where the package is, such as node_modules/@proto-webhooks/spec

with open(f"{spec}/dist/schemas/tolerant.json", encoding="utf-8") as file:
    bundle = json.load(file)
event_schema = Draft202012Validator({**bundle, "$ref": "#/$defs/Event"})
listed_types = bundle["$defs"]["Event"]["if"]["properties"]["type"]["enum"]


def kind_of(event):
    if not event_schema.is_valid(event):
        return "invalid"
    return "valid" if event["type"] in listed_types else "unrecognized"


judged = 0
with open(f"{spec}/dist/vectors.jsonl", encoding="utf-8") as file:
    for vector in map(json.loads, file):
        if vector["verdict"] == "refused":
            continue
        body = vector["body"]
        body = base64.b64decode(body["base64"]) if "base64" in body else body["text"].encode()
        kinds = [kind_of(event) for event in json.loads(body)["events"]]
        assert kinds == [event["kind"] for event in vector["events"]], vector["name"]
        judged += len(kinds)
print(f"{judged} events judged as they should be")
