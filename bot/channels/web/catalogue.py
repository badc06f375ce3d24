"""The content over HTTP: policies, calculators, a calculation, a check-up."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.line import Line
from bot.channels.web.refusing import Refused, guarded, json_within
from bot.checkup.program import run_checkup
from calculators.calculator import calculate
from policies.card import Card

MAX_BODY = 1 << 20


class Catalogue:
    """Answers from the content alone; keeps nothing."""

    def __init__(self, line: Line) -> None:
        self._line, self._content = line, line.assistant.content

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/api/policies", self.policies),
            Route("/api/policies/{id}", guarded(self.policy)),
            Route("/api/calculators", self.calculators),
            Route("/api/calculators/{id}", guarded(self.calculate), methods=["POST"]),
            Route("/api/checkup", guarded(self.checkup), methods=["POST"]),
        ]

    async def policies(self, request: Request) -> Response:
        return JSONResponse([self._summary(card) for card in self._content.cards.values()])

    def _summary(self, card: Card) -> dict[str, Any]:
        document = self._content.documents[card.document]
        return {
            "id": card.id,
            "title": card.title,
            "place": card.place,
            "summary": card.lead,
            "calculator": card.calculator_id,
            "document": document.title,
            "number": document.number,
            "clause": card.clause,
        }

    async def policy(self, request: Request) -> Response:
        card = self._content.cards.get(request.path_params["id"])
        if card is None:
            raise Refused(404, "没有这项政策；GET /api/policies 看全部")
        return JSONResponse(
            self._summary(card)
            | {
                "names": list(card.names),
                "sections": {
                    name: {"text": section.text, "clause": section.clause or card.clause}
                    for name, section in card.sections.items()
                },
                "conditions": [item.model_dump(mode="json") for item in card.conditions],
                "open": list(card.open),
                "related": list(card.related),
                "validity": card.validity.model_dump(mode="json"),
                "caution": self._content.documents[card.document].caution,
            }
        )

    async def calculators(self, request: Request) -> Response:
        return JSONResponse(
            [
                {
                    "id": c.id,
                    "title": c.title,
                    "summary": c.opening,
                    "policies": list(c.policies),
                    "inputs": c.json_schema(),
                }
                for c in self._content.calculators.values()
            ]
        )

    async def calculate(self, request: Request) -> Response:
        calculator = self._content.calculators.get(request.path_params["id"])
        if calculator is None:
            raise Refused(404, "没有这个测算项；GET /api/calculators 看全部")
        raw = await json_within(request, MAX_BODY)
        return JSONResponse((await self._line.in_thread(calculate, calculator, raw)).as_json())

    async def checkup(self, request: Request) -> Response:
        raw = await json_within(request, MAX_BODY)
        return JSONResponse(await self._line.in_thread(run_checkup, self._content, raw))
