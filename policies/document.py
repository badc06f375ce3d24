"""Source documents (文件): what cards cite, with the clauses that exist."""

from typing import Literal

from calculators.fields import Strict


class Document(Strict):
    """A document. `kind` notice: an official paper as excerpted in the handbook; report: a newspaper page."""

    id: str
    title: str
    number: str | None = None  # 文号
    kind: Literal["notice", "report"]
    dated: str  # year or date it speaks from, 2022 or 2022-01-13
    status: str = ""  # 试行, 2018年文件 …
    caution: str = ""  # what every answer from it adds
    clauses: tuple[str, ...] = ()


class Documents(Strict):
    documents: tuple[Document, ...]
