"""The lines of every statement, as data. FORMAT.md section 5 gives the same in ABNF."""

from __future__ import annotations

import re

from storage.handover.statements import Grammar, Line


def _re(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII)


_LABEL = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_AREA = rf"(?=[a-z0-9.-]{{1,63}}(?![a-z0-9.-])){_LABEL}(?:\.{_LABEL})+"
_USER = r"(?=[a-z0-9._-]{1,64}(?![a-z0-9._-]))[a-z0-9]+(?:[._-][a-z0-9]+)*"
_SHA = r"[0-9a-f]{64}"
_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
_CODE = r"(?=[a-z0-9_-]{1,40}(?![a-z0-9_-]))[a-z0-9]+(?:[-_][a-z0-9]+)*"
_KEY = r"ssh-ed25519 [A-Za-z0-9+/]{68}"
_AGE = r"age1[02-9ac-hj-np-z]{58}"
_SERIAL = r"[1-9][0-9]{0,17}"
_MADE = r"(?:two|alone)"

SHA = _re(_SHA)
SHA_OR_NONE = _re(rf"none|{_SHA}")
ID = _re(r"[0-9a-f]{32}")
ID_OR_NONE = _re(r"none|[0-9a-f]{32}")
TIME = _re(_TIME)
TIME_OR_NONE = _re(rf"none|{_TIME}")
AREA = _re(_AREA)
PRINCIPAL = _re(rf"{_USER}(?:\+supervisor|\+content)?@{_AREA}")
CONTENT_LEAD = _re(rf"{_USER}\+content@{_AREA}")
SUPERVISOR = _re(rf"{_USER}\+supervisor@{_AREA}")
CODE = _re(_CODE)
AGE = _re(_AGE)
KEY = _re(_KEY)
REFERENCE = _re(r"[A-Za-z0-9](?:[A-Za-z0-9 ./-]{0,38}[A-Za-z0-9])?")
TITLE = _re(r"[!-~](?:[ -~]{0,78}[!-~])?")
MARKING = _re(r"OFFICIAL(?:-SENSITIVE)?(?: [A-Z]{2,20}){0,3}")
TELEPHONE = _re(r"\+?[0-9][0-9 ]{1,22}[0-9]")
AUDIT = _re(rf"(?:0|[1-9][0-9]{{0,14}}):{_SHA}")
APP = _re(r"one-chance [0-9]{1,4}(?:\.[0-9]{1,4}){1,2}")
MODE = _re(r"LIVE|DEMO")
SLICE = _re(rf"(?:0[1-9]|1[0-6]) {_SHA} (?:own|brought-by unnamed|brought-by {_SHA})")
PART = _re(rf"(?:0[1-9]|1[0-6])/RC[1-7] (?:in|withheld {_CODE})")
DESK = _re(rf"{_CODE} {_AGE}")
VOUCHED = _re(rf"{_AREA} {_KEY} {_MADE}")
REVOKED = _re(rf"(?:serial {_SERIAL}|key {_KEY}) since {_TIME}")

DELIVERY = Grammar(
    "onechance-delivery",
    "DELIVERY.txt",
    (
        Line("mode", MODE),
        Line("delivery", ID),
        Line("kind", _re("handover|addendum|correction|withdrawal")),
        Line("created", TIME),
        Line("urgency", _re("immediate|today|routine")),
        Line("answer-by", TIME_OR_NONE),
        Line("signer", PRINCIPAL),
        Line("from-area", AREA),
        Line("from-desk", CODE),
        Line("to-area", _re(rf"none|{_AREA}")),  # with `none`, the next two are none and coded
        Line("to-desk", CODE),
        Line("to-key", _re(rf"coded|{_AGE}")),
        Line("purpose", CODE),
        Line("basis", CODE),
        Line("marking", MARKING),
        Line("previous", SHA_OR_NONE),
        Line("audit", AUDIT),
        Line("app", APP),
        Line("slice", SLICE, 1, 16),
        Line("part", PART, 7, 7 * 16),
    ),
    sums=True,
    limit=256 * 1024,
)

MANIFEST = Grammar(
    "onechance-manifest",
    "MANIFEST.txt",
    (
        Line("mode", MODE),
        Line("slice", ID),
        Line("case", ID),
        Line("created", TIME),
        Line("author", PRINCIPAL),
        Line("area", AREA),
        Line("follows", SHA_OR_NONE),
        Line("parts", _re("[1-9][0-9]{0,3}")),
        Line("audit", AUDIT),
        Line("app", APP),
    ),
    sums=True,
)

REVIEW = Grammar(
    "onechance-review",
    "REVIEW.txt",
    (
        Line("mode", MODE),
        Line("review", ID),
        Line("over", SHA),
        Line("created", TIME),
        Line("reviewer", SUPERVISOR),
        Line("role", _re("supervisor|police|care")),
        Line("decision", _re("approved|approved-with-conditions|returned")),
        Line("record", ID_OR_NONE),
    ),
)

RECEIPT = Grammar(
    "onechance-receipt",
    "RECEIPT.txt",
    (
        Line("mode", MODE),
        Line("receipt", ID),
        Line("delivery", SHA),
        Line(
            "step",
            _re("arrived|read|accepted|asked|declined|first_contact|conference|transferred"),
        ),
        Line("created", TIME),
        Line("signer", PRINCIPAL),
        Line("area", AREA),
        Line("to-area", AREA),
        Line("to-desk", CODE),
        Line("to-key", AGE),
        Line("due", TIME_OR_NONE),
        Line("audit", AUDIT),
        Line("app", APP),
    ),
    sums=True,
    limit=8_192,
)

CARD = Grammar(
    "onechance-card",
    "AREA-CARD.txt",
    (
        Line("mode", MODE),
        Line("area", AREA),
        Line("title", TITLE),
        Line("serial", _re(_SERIAL)),
        Line("issued", TIME),
        Line("valid-to", TIME),
        Line("telephone", TELEPHONE),
        Line("root-key", KEY),
        Line("root-made", _re(_MADE)),
        Line("desk", DESK, 1, 8),
    ),
)

TRUST = Grammar(
    "onechance-trust",
    "TRUST.txt",
    (
        Line("mode", MODE),
        Line("area", AREA),
        Line("serial", _re(_SERIAL)),
        Line("issued", TIME),
        Line("next-update", TIME),
        Line("vouched", VOUCHED, 0, 400),
        Line("revoked", REVOKED, 0, 2_000),
    ),
    limit=256 * 1024,
)

REQUEST = Grammar(
    "onechance-request",
    "REQUEST.txt",
    (
        Line("mode", MODE),
        Line("area", AREA),
        Line("principal", PRINCIPAL),
        Line("reference", REFERENCE),
        Line("signing-key", KEY),
        Line("laptop-key", AGE),
        Line("created", TIME),
    ),
)

ANSWER = Grammar(
    "onechance-answer",
    "ANSWER.txt",
    (
        Line("mode", MODE),
        Line("area", AREA),
        Line("principal", PRINCIPAL),
        Line("request", SHA),
        Line("issued", TIME),
        Line("desk", CODE, 0, 8),
    ),
    sums=True,
    limit=8_192,
)
