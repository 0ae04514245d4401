"""Judges every conformance vector by the published schemas, with nothing but Python and jsonschema.

Usage: check_vectors.py DIST, the folder that holds vectors.jsonl and schemas/.

It shares no code with the validators of this project. Each vector is judged by the files of single types and by the two
bundles; what differs is printed, and the exit status is 1.
"""

import base64
import json
import sys
from importlib.metadata import version
from pathlib import Path

from receive import Refused, event_texts, fingerprint, parsed, said_by, text_of
from schemas import open_bundles, open_files

KINDS = {
    "required": "missing_property",
    "type": "wrong_type",
    "enum": "wrong_value",
    "const": "wrong_value",
    "format": "wrong_format",
    "maxItems": "too_many_items",
    "additionalProperties": "unknown_property",
}


def main(dist):
    listed = json.loads((dist / "schemas/tolerant/Event.json").read_text("utf-8"))["if"]["properties"]["type"]["enum"]
    sets = {"files": open_files(dist / "schemas"), "bundles": open_bundles(dist / "schemas")}
    vectors = [json.loads(line) for line in (dist / "vectors.jsonl").open(encoding="ascii")]
    differences = 0
    for vector in vectors:
        for kind, schemas in sets.items():
            for what, wanted, found in compare(vector, schemas, listed):
                if wanted != found:
                    differences += 1
                    print(f"{vector['name']} ({kind}): {what} is {json.dumps(found)}, not {json.dumps(wanted)}")
    events = sum(len(vector.get("events", ())) for vector in vectors)
    print(f"{len(vectors)} vectors, {events} events, jsonschema {version('jsonschema')}: {differences} differences")
    return 1 if differences > 0 else 0


def compare(vector, schemas, listed):
    """Yields what is compared, what the vector wants, and what is found."""
    body = vector["body"]
    bytes_ = base64.b64decode(body["base64"]) if "base64" in body else body["text"].encode("utf-8")
    wanted = {key: vector[key] for key in ("verdict", "code", "issues", "events") if key in vector}
    try:
        text = text_of(bytes_)
    except Refused as refused:
        yield "verdict", wanted, {"verdict": "refused", "code": str(refused)}
        return
    delivery = parsed(text)
    yield "verdict", wanted, judge(schemas, listed, delivery, text)
    yield "the whole delivery", vector["verdict"] == "ok", schemas["tolerant", "Delivery"].is_valid(delivery)
    if ("tolerant", "") in schemas:
        yield "the root of the bundle", vector["verdict"] == "ok", schemas["tolerant", ""].is_valid(delivery)
    strict = vector.get("strict")
    if strict:
        issues = issues_of(schemas["strict", "Delivery"], delivery)
        yield "strict", strict["ok"], issues == []
        if "issues" in strict:
            yield "strict issues", strict["issues"], issues


def judge(schemas, listed, delivery, text):
    """What a receiver makes of a text that is JSON."""
    if not isinstance(delivery, dict) or not isinstance(delivery.get("events"), list):
        issues = issues_of(schemas["tolerant", "Delivery"], delivery)
        return {"verdict": "refused", "code": "invalid_envelope", "issues": issues}
    events = [
        judge_event(schemas["tolerant", "Event"], listed, index, event, letters)
        for index, (event, letters) in enumerate(zip(delivery["events"], event_texts(text), strict=True))
    ]
    is_bad = any(event["kind"] == "invalid" for event in events)
    return {"verdict": "quarantined" if is_bad else "ok", "events": events}


def judge_event(schema, listed, index, event, letters):
    issues = issues_of(schema, event, ("events", index))
    said = said_by(event, letters)
    marks = {"said": said, "fingerprint": fingerprint(said)}
    if issues:
        return {"kind": "invalid", "issues": issues, **marks}
    return {"kind": "valid" if event["type"] in listed else "unrecognized", **marks}


def issues_of(schema, value, outer=()):
    """One for each place: that a value is in no list is not said of one that is of the wrong type."""
    found = {}
    for error in schema.iter_errors(value):
        for path in places_of(error):
            place = pointer([*outer, *path])
            if found.get(place) != "wrong_type":
                found[place] = KINDS[error.validator]
    in_order = sorted(found, key=lambda place: place.encode("utf-16-be", "surrogatepass"))
    return [{"pointer": place, "kind": found[place]} for place in in_order]


def places_of(error):
    """Where an error is: at what is missing, or too many, rather than at the object around."""
    path = list(error.absolute_path)
    if error.validator == "required":
        return [[*path, name] for name in error.validator_value if name not in error.instance]
    if error.validator == "additionalProperties":
        return [[*path, name] for name in error.instance if name not in error.schema["properties"]]
    return [path]


def pointer(path):
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
