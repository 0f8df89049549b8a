"""Reads JSON whose values, lists and depth are counted before it is parsed."""

import json
import re
from typing import Any

from .limits import DEEPEST, MOST_LISTS, MOST_QUOTES, MOST_VALUES
from .messages import shown

LONGEST_WHOLE = 20
"""Digits of a whole number."""
_PARTS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
"""Strings, whole or cut off, and brackets; no step of it is ever taken back."""


def read_json(data: bytes) -> dict[str, Any]:
    """The object in a JSON text; ValueError in words."""
    _bounded(data)
    try:
        content = json.loads(
            data.decode("utf-8-sig"), parse_int=_whole, object_pairs_hook=_once
        )
    except UnicodeDecodeError:
        raise ValueError("is not text in UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: line {error.lineno}, {error.msg}") from None
    except RecursionError:
        raise ValueError("has lists that nest too deep") from None
    if isinstance(content, list):
        return {"": content}
    if not isinstance(content, dict):
        raise ValueError('is JSON without names; an object like {"H": ...} is wanted')
    return content


def _bounded(data: bytes) -> None:
    for what, found, most in (
        ("numbers", data.count(b",") + 1, MOST_VALUES),
        ("lists", data.count(b"[") + data.count(b"{"), MOST_LISTS),
        ("strings", data.count(b'"') // 2, MOST_QUOTES // 2),
    ):
        if found > most:
            raise ValueError(
                f"has about {found:,} {what}; JSON may have {most:,}, and .npz or "
                ".safetensors holds more"
            )
    depth = deepest = 0
    for part in _PARTS.finditer(data):
        depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(part[0], 0)
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise ValueError(f"has lists that nest {deepest:,} deep; at most {DEEPEST}")


def _whole(raw: str) -> int:
    if len(raw) > LONGEST_WHOLE:
        raise ValueError(f"has a whole number of {len(raw):,} digits")
    return int(raw)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for name, value in pairs:
        if name in content:
            raise ValueError(f"has the name {shown(name)} twice")
        content[name] = value
    return content
