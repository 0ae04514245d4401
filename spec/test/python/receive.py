"""What a receiver does with the bytes of a delivery before and beside the schemas, as the README of the spec has it."""

import base64
import hashlib
import json
from json.decoder import JSONDecoder, scanstring

MOST_DEPTH = 64
LARGEST_EXACT = 2**53 - 1
WHITE_SPACE = " \t\n\r"


class Refused(Exception):
    """The bytes are no delivery; the argument is the code."""


def text_of(body):
    """The text of a body, once it is known to be UTF-8, not too deep, and JSON."""
    try:
        text = body.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise Refused("invalid_utf8") from None
    if depth_of(text) > MOST_DEPTH:
        raise Refused("too_deep")
    try:
        parsed(text)
    except ValueError:
        raise Refused("invalid_json") from None
    return text


def depth_of(text):
    """The deepest nesting of arrays and objects; brackets in a string do not count."""
    deepest = depth = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            in_string = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def no_constant(name):
    raise ValueError(f"{name} is not JSON")


# All numbers as doubles: what a program in another language sees.
decoder = JSONDecoder(parse_int=float, parse_constant=no_constant)


def parsed(text):
    return decoder.decode(text)


def event_texts(text):
    """The exact text of each event of a delivery. Of several members named `events` the last one counts."""
    texts = []
    at = skip(text, skip(text, 0) + 1)
    while text[at] != "}":
        name, at = scanstring(text, at + 1)
        start = skip(text, skip(text, at) + 1)
        _, end = decoder.raw_decode(text, start)
        if name == "events":
            texts = element_texts(text, start) if text[start] == "[" else []
        at = skip(text, end)
        at = skip(text, at + 1) if text[at] == "," else at
    return texts


def element_texts(text, start):
    texts = []
    at = skip(text, start + 1)
    while text[at] != "]":
        _, end = decoder.raw_decode(text, at)
        texts.append(text[at:end])
        at = skip(text, end)
        at = skip(text, at + 1) if text[at] == "," else at
    return texts


def skip(text, at):
    while at < len(text) and text[at] in WHITE_SPACE:
        at += 1
    return at


def said_by(event, letters):
    """The text that the fingerprint of an event is the digest of."""
    try:
        return canonical(event)
    except OverflowError:
        return letters


def fingerprint(said):
    return base64.urlsafe_b64encode(hashlib.sha256(said.encode("utf-8")).digest()).rstrip(b"=").decode()


def canonical(value):
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, str):
        return string(value)
    if isinstance(value, list):
        return f"[{','.join(canonical(item) for item in value)}]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(f"{string(name)}:{canonical(value[name])}" for name in names) + "}"


def string(value):
    """As ECMAScript writes it: a half of a surrogate pair is escaped, what is no control character stays."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text)


def number(value):
    """As ECMAScript writes it: the shortest digits that lead back to the number, without an exponent from 1e-6 on."""
    if abs(value) > LARGEST_EXACT:
        raise OverflowError
    if value == int(value):
        return str(int(value))
    mantissa, _, exponent = repr(value).partition("e")
    if exponent == "":
        return mantissa
    sign, digits = ("-", mantissa[1:]) if mantissa.startswith("-") else ("", mantissa)
    power = -int(exponent)
    if power > 6:
        return f"{sign}{digits}e-{power}"
    return f"{sign}0.{'0' * (power - 1)}{digits.replace('.', '')}"
