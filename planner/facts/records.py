# SPDX-License-Identifier: Apache-2.0
"""How a record becomes JSON and back: one definition, the fields of its class, serves files, command line and schema.

Money is yuan text with two decimals, a rate decimal text, a day ISO text. Keys that equal their default are left out,
so a record written and read again is the same, and so is the text.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from planner.facts.dates import Month, moment_text, parse_date, parse_moment, parse_when
from planner.facts.language import N_
from planner.facts.money import plain_yuan, yuan_from_plain
from planner.facts.problems import InputError

T = TypeVar("T")


KEYS = {"since": "from", "until": "to", "receiver": "for"}  # keys that Python cannot spell


@dataclass(frozen=True, slots=True)
class FieldKind:
    """One field of a record: its Python name, its JSON key, what it holds."""

    name: str
    key: str
    hint: Any  # the annotation, None taken out
    optional: bool  # may be None
    required: bool  # has no default
    default: Any


def _default(slot: "Field[Any]") -> Any:
    if slot.default_factory is not MISSING:
        return slot.default_factory()
    return None if slot.default is MISSING else slot.default


@cache
def fields_of(cls: type) -> tuple[FieldKind, ...]:
    """Return the fields of a record class, in order."""
    hints = get_type_hints(cls, include_extras=True)
    kinds = []
    for slot in fields(cls):
        options = _options(hints[slot.name])
        bare = tuple(o for o in options if o is not type(None))
        kinds.append(
            FieldKind(
                slot.name,
                KEYS.get(slot.name, slot.name),
                bare[0] if len(bare) == 1 else Union[bare],  # noqa: UP007  built at run time
                len(bare) < len(options),
                slot.default is MISSING and slot.default_factory is MISSING,
                _default(slot),
            )
        )
    return tuple(kinds)


def _options(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(o for part in get_args(hint) for o in _options(part))
    return (hint,)


def _mark(hint: Any) -> str | None:
    return str(hint.__metadata__[0]) if get_origin(hint) is Annotated else None


# ---------------------------------------------------------------- to JSON


def to_json(value: Any, hint: Any = None, where: str = "", spelled: frozenset[str] = frozenset()) -> Any:
    """Turn a record (or any value inside one) into plain JSON values.

    `spelled` are the paths of keys to write although they equal their default: those the user wrote out.
    """
    if is_dataclass(value) and not isinstance(value, Month):
        return {
            kind.key: to_json(getattr(value, kind.name), kind.hint, _join(where, kind.key), spelled)
            for kind in fields_of(type(value))  # type: ignore[arg-type]
            if kind.required or getattr(value, kind.name) != kind.default or _join(where, kind.key) in spelled
        }
    if isinstance(value, tuple | list):
        inner = get_args(hint)[0] if hint is not None and get_args(hint) else None
        return [to_json(item, inner, _item(where, i, item), spelled) for i, item in enumerate(value)]
    if isinstance(value, Mapping):
        inner = get_args(hint)[1] if hint is not None and len(get_args(hint)) == 2 else None
        return {key: to_json(item, inner, _join(where, key), spelled) for key, item in value.items()}
    return _plain(value, hint)


def _item(where: str, i: int, item: Any) -> str:
    name = item.get("id") if isinstance(item, dict) else getattr(item, "id", None)
    return _join(where, name if isinstance(name, str) else i)


def _plain(value: Any, hint: Any) -> Any:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return plain_yuan(value) if any(_mark(o) == "fen" for o in _options(hint)) else value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, date):
        return moment_text(value)
    raise TypeError(type(value))


# ---------------------------------------------------------------- from JSON


def from_json(cls: type[T], data: Any, where: str = "", spelled: list[str] | None = None) -> T:
    """Build a record from JSON values. Unknown keys, missing keys and wrong types are refused by name (InputError).

    `spelled`, if given, collects the paths of keys that were written although they equal their default.
    """
    if not isinstance(data, dict):
        raise _wrong(where, N_("an object"), data)
    known = {kind.key: kind for kind in fields_of(cast(type, cls))}
    for key in data:
        if key not in known:
            raise InputError(
                _join(where, key),
                N_("The key “{key}” is not known here."),
                {"key": key},
                N_("Remove it, or see `huanqing schema`."),
            )
    values: dict[str, Any] = {}
    for kind in known.values():
        place = _join(where, kind.key)
        if kind.key in data:
            value = data[kind.key]
            unknown = value is None and kind.optional
            values[kind.name] = None if unknown else _read(kind.hint, value, place, spelled)
            if spelled is not None and not kind.required and values[kind.name] == kind.default:
                spelled.append(place)
        elif kind.required:
            raise InputError(place, N_("The key “{key}” is missing."), {"key": kind.key}, N_("Add it."))
    return cls(**values)


def _join(where: str, key: str | int) -> str:
    return f"{where}/{key}" if where else str(key)


_NAMES = {str: N_("text"), int: N_("a whole number"), bool: N_("true or false"), dict: N_("an object")}


def _wrong(where: str, wanted: str, value: Any) -> InputError:
    shown = "…" if isinstance(value, dict | list) else str(value)[:40]
    return InputError(where, N_("“{value}” does not fit."), {"value": shown}, _WANTED.get(wanted, wanted))


_WANTED = {
    N_("an object"): N_("Give an object here."),
    N_("a list"): N_("Give a list here."),
    N_("text"): N_("Give text in quotes here."),
    N_("a whole number"): N_("Give a whole number here, without quotes."),
    N_("true or false"): N_("Give true or false here."),
    N_("yuan"): N_('Write yuan as text, like "1234.50".'),
    N_("a rate"): N_('Write the rate as text, like "0.24" for 24 % a year.'),
    N_("a day"): N_('Write the day as text, like "2026-04-01".'),
}


def _read(hint: Any, value: Any, where: str, spelled: list[str] | None = None) -> Any:
    options = _options(hint)
    if len(options) > 1:
        return _read_union(options, value, where, spelled)
    origin = get_origin(hint)
    if origin is Annotated:
        return _read_marked(str(hint.__metadata__[0]), value, where)
    if origin is Literal:
        if value not in get_args(hint):
            raise InputError(
                where,
                N_("“{value}” is not one of the words known here."),
                {"value": str(value)[:40], "words": ", ".join(map(str, get_args(hint)))},
                N_("Use one of: {words}."),
            )
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise _wrong(where, N_("a list"), value)
        return tuple(
            _read(get_args(hint)[0], item, _item(where, i, item), spelled) for i, item in enumerate(value)
        )
    if origin in (Mapping, dict):
        if not isinstance(value, dict):
            raise _wrong(where, N_("an object"), value)
        return {
            key: _read(get_args(hint)[1], item, _join(where, key), spelled) for key, item in value.items()
        }
    if is_dataclass(hint) and hint is not Month:
        return from_json(hint, value, where, spelled)  # type: ignore[arg-type]
    return _read_plain(hint, value, where)


def _read_union(options: tuple[Any, ...], value: Any, where: str, spelled: list[str] | None) -> Any:
    if set(options) <= {date, Month, datetime}:
        read: Callable[[str], Any] = parse_when if Month in options else parse_moment
        return _read_text(read, value, where, N_("a day"))
    if isinstance(value, list) and any(get_origin(o) is tuple for o in options):
        return _read(next(o for o in options if get_origin(o) is tuple), value, where, spelled)
    if isinstance(value, dict):
        return _read(next(o for o in options if is_dataclass(o)), value, where, spelled)
    lists = [o for o in options if get_origin(o) is tuple]
    if isinstance(value, list) and lists:
        return _read(lists[0], value, where, spelled)
    if not any(not is_dataclass(o) for o in options):
        raise _wrong(where, N_("an object"), value)
    return _read(next(o for o in options if not is_dataclass(o) and o not in lists), value, where)


def _read_text(read: Callable[[str], Any], value: Any, where: str, wanted: str) -> Any:
    if not isinstance(value, str):
        raise _wrong(where, wanted, value)
    try:
        return read(value)
    except InputError as refused:
        raise InputError(where, refused.text, refused.values, refused.remedy) from None


def _read_marked(mark: str, value: Any, where: str) -> Any:
    if mark == "fen":
        return _read_text(yuan_from_plain, value, where, N_("yuan"))
    if not isinstance(value, str):
        raise _wrong(where, N_("a rate"), value)
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise _wrong(where, N_("a rate"), value) from None
    if not number.is_finite() or abs(number) > 10**9 or len(value) > 40:
        raise _wrong(where, N_("a rate"), value)
    return number


def _read_plain(hint: Any, value: Any, where: str) -> Any:
    if hint is date:
        return _read_text(parse_date, value, where, N_("a day"))
    if hint is Month:
        return _read_text(Month.parse, value, where, N_("a day"))
    if hint is Any:
        return value
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise _wrong(where, _NAMES[hint], value)
    if hint is int and abs(value) > 10**12:
        raise _wrong(where, _NAMES[hint], value)
    return value


# ---------------------------------------------------------------- JSON schema

_PATTERNS = {
    "fen": {"type": "string", "pattern": r"^-?\d{1,15}(\.\d{1,2})?$", "description": "yuan"},
    "rate": {"type": "string", "pattern": r"^-?\d+(\.\d+)?([eE]-?\d+)?$", "description": "decimal fraction"},
}
_PLAIN_SCHEMAS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string"},
    Month: {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
    Any: {},
}


def json_schema(cls: type, required: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the JSON schema (2020-12) of what `from_json` accepts; `required` adds keys a caller insists on."""
    definitions: dict[str, Any] = {}
    schema = dict(_record_schema(cls, definitions))
    schema["required"] = sorted({*schema.get("required", ()), *required})
    definitions.pop(cls.__name__, None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "$defs": definitions}


def _record_schema(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {}
    for kind in fields_of(cls):
        inner = _schema(kind.hint, definitions)
        properties[kind.key] = {"anyOf": [inner, {"type": "null"}]} if kind.optional else inner
    return {
        "type": "object",
        "title": cls.__name__,
        "properties": properties,
        "required": [kind.key for kind in fields_of(cls) if kind.required],
        "additionalProperties": False,
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    options = _options(hint)
    if len(options) > 1:
        return {"anyOf": [_schema(option, definitions) for option in options]}
    origin = get_origin(hint)
    if origin is Annotated:
        return dict(_PATTERNS[str(hint.__metadata__[0])])
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0], definitions)}
    if origin in (Mapping, dict):
        return {"type": "object", "additionalProperties": _schema(get_args(hint)[1], definitions)}
    if is_dataclass(hint) and hint is not Month:
        name = hint.__name__  # type: ignore[union-attr]
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _record_schema(hint, definitions)  # type: ignore[arg-type]
        return {"$ref": f"#/$defs/{name}"}
    return dict(_PLAIN_SCHEMAS[hint])
