"""Opens the published schemas without a network, in any jsonschema from 4.10 (Debian 12) on."""

import json
import re

from jsonschema import Draft202012Validator, FormatChecker

READINGS = ("tolerant", "strict")

# What is used of RFC 3986 in the cases. A format is an annotation for jsonschema unless it is told what to check.
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]*")
formats = FormatChecker(formats=())
formats.checks("uri")(lambda value: not isinstance(value, str) or URI.fullmatch(value) is not None)


def open_files(folder):
    """The validators of all types, by reading and name, each from a file of its own."""
    documents = [read(file) for reading in READINGS for file in sorted((folder / reading).glob("*.json"))]
    uris = {tuple(document["$id"].removesuffix(".json").split("/")[-2:]): document["$id"] for document in documents}
    return validators(documents, uris)


def open_bundles(folder):
    """The same, from the two files that hold all types."""
    documents = [read(folder / f"{reading}.json") for reading in READINGS]
    uris = {
        (reading, name): f"{document['$id']}#/$defs/{name}"
        for reading, document in zip(READINGS, documents, strict=True)
        for name in document["$defs"]
    }
    # The root of a bundle is a delivery.
    uris |= {(reading, ""): document["$id"] for reading, document in zip(READINGS, documents, strict=True)}
    return validators(documents, uris)


def read(file):
    document = json.loads(file.read_text("utf-8"))
    Draft202012Validator.check_schema(document)
    return document


def validators(documents, uris):
    known = {document["$id"]: document for document in documents}
    where = resolving(known)
    return {
        key: Draft202012Validator({"$ref": uri}, format_checker=formats, **where) for key, uri in uris.items()
    }


def resolving(known):
    """Where references are looked up: among these documents, and nowhere else."""
    try:
        from referencing import Registry, Resource
    except ImportError:
        from jsonschema import RefResolver

        return {"resolver": RefResolver("", {}, store=known, handlers={"https": unknown, "http": unknown})}
    resources = ((uri, Resource.from_contents(document)) for uri, document in known.items())
    return {"registry": Registry().with_resources(resources)}


def unknown(uri):
    raise LookupError(f"{uri} is in none of the files")
