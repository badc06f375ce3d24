"""The check-up for programs: facts as JSON in, the picture as JSON out (contract: checkup)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.checkup import words
from bot.content.load import Content
from calculators.inputs import Given, read_inputs
from calculators.money import to_fen
from calculators.schema import inputs_schema
from policies.checkup import Claim, Picture, picture
from policies.inquiry import ENOUGH
from policies.known import Known


def facts_schema(content: Content) -> dict[str, object]:
    """JSON Schema of the facts that may be given, all optional."""
    return inputs_schema(content.facts.by_id, lenient=True)


def run_checkup(content: Content, raw: object) -> dict[str, Any]:
    """The picture from facts by id as JSON; what is left out is unknown. Raises InputFaults."""
    return as_json(_picture(content, raw), content.version)


def checkup_in_words(content: Content, raw: object) -> str:
    """The same for people, whole."""
    return "\n".join(words.parts(_picture(content, raw), content.facts))


def _picture(content: Content, raw: object) -> Picture:
    return picture_of(content, read_inputs(content.facts.by_id, raw, lenient=True))


def picture_of(content: Content, given: Mapping[str, Given]) -> Picture:
    """The picture from facts by id, without another question."""
    inquiry = content.inquiries.get("checkup")
    known = inquiry.known(given) if inquiry else Known({})
    verdicts = inquiry.assess({**given, ENOUGH: True}) if inquiry else ()
    return picture(verdicts, known, content.cards, content.facts, content.calculators, content.exclusions)


def as_json(seen: Picture, version: str = "") -> dict[str, Any]:
    """The picture as a JSON object; amounts are yuan with two decimals, as text."""
    certain, possible = seen.bundle.worth
    return {
        "claimable": [_claim(claim) for claim in seen.claims],
        "needs_table": [
            {**_claim(claim), "open": [_condition(c.text, c.clause) for c in claim.open]} for claim in seen.doubtful
        ],
        "within_reach": [
            {
                **_card(near.card.id, near.card.title),
                "missing": [
                    {
                        **_condition(miss.condition.text, miss.condition.clause),
                        "gap": miss.said,
                        "mend": miss.mend or None,
                    }
                    for miss in near.missed
                ],
            }
            for near in seen.near
        ],
        "not_for_you": [
            {**_card(entry.card.id, entry.card.title), "reason": entry.reason, "clause": entry.clause or None}
            for entry in seen.unfit
        ],
        "cannot_say": [
            {**_card(entry.card.id, entry.card.title), "lacking": list(entry.lacking)} for entry in seen.unsettled
        ],
        "bundle": {
            "chosen": list(seen.bundle.chosen),
            "amount": _yuan(certain),
            "possible": _yuan(possible),
            "left_out": [
                {
                    **_card(lost.id, seen.claim(lost.id).card.title),
                    "instead_of": list(lost.instead_of),
                    "loss": _yuan(lost.loss[0]),
                    "tie": lost.tie,
                    "why": words.lost_line(lost, seen),
                }
                for lost in seen.bundle.lost
            ],
        },
        "currency": "CNY",
        "content": version,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        **_card(claim.card.id, claim.card.title),
        "amount": None if claim.amount is None else _yuan(claim.amount),
        "at_most": None if claim.at_most is None else _yuan(claim.at_most),
        "words": words.amount_words(claim),
        "needs": list(claim.needs),
        "premises": [_condition(c.text, c.clause) for c in claim.premises],
        "clause": claim.card.clause,
    }


def _card(id: str, title: str) -> dict[str, str]:
    return {"policy": id, "title": title}


def _condition(text: str, clause: str) -> dict[str, str]:
    return {"condition": text, "clause": clause}


def _yuan(amount: Decimal) -> str:
    return f"{to_fen(amount):f}"
