"""3,000 mutated ciphertexts and XML bodies: refused or answered, never a fault, never a leak."""

import asyncio
import base64
import contextlib
import time
from collections.abc import Iterator
from random import Random
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peers import APPID, CORP_KEY, CORPID, KEY, OLD_KEY, WECHAT_TOKEN, WECOM_TOKEN, Echo
from peers import settings as configured
from starlette.applications import Starlette
from starlette.types import Message

from bot.assistant import Assistant
from bot.channels.wechat.crypto import CryptError, MessageCipher, signature
from bot.channels.wechat.xml import BadXml, read
from bot.content.load import Content
from bot.server import application
from bot.stores.memory import MemoryStore

SECRETS = (WECHAT_TOKEN, WECOM_TOKEN, KEY, OLD_KEY, CORP_KEY, "Traceback", "site-packages")
REFUSALS = {400: {"不是微信的消息", "不是企业微信的消息"}, 403: {"拒绝"}, 413: {"太大"}}
BODY = (
    "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o1]]></FromUserName><CreateTime>1</CreateTime>"
    "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[链主认定奖多少]]></Content><MsgId>1</MsgId></xml>"
).encode()
PIECES = [
    b"]]>",
    b"<![CDATA[",
    b"<!DOCTYPE x>",
    b"<!ENTITY a 'b'>",
    b"&a;",
    b"&#0;",
    b"</xml>",
    b"<xml>",
    b"\x00",
    b"\xff",
    b"<a>",
    b'"',
]
EXAMPLES = 1000  # of each of the three kinds


def mutated(original: bytes) -> st.SearchStrategy[bytes]:
    """Bytes with some changed, cut out, doubled or put in: by one drawn seed, as a draw for each step takes longer
    than the answer."""
    return st.integers(0, 2**64 - 1).map(lambda seed: mutation(original, Random(seed)))


def mutation(original: bytes, chance: Random) -> bytes:
    changed = bytearray(original)
    for _ in range(chance.randint(1, 5)):
        place = chance.randint(0, max(0, len(changed) - 1))
        act = chance.choice(["flip", "cut", "double", "insert", "piece", "truncate"])
        if act == "flip" and changed:
            changed[place] ^= 1 << chance.randint(0, 7)
        elif act == "cut":
            del changed[place : place + chance.randint(1, 20)]
        elif act == "double":
            changed[place:place] = changed[place : place + chance.randint(1, 40)]
        elif act == "insert":
            changed[place:place] = chance.randbytes(chance.randint(0, 20))
        elif act == "piece":
            changed[place:place] = chance.choice(PIECES)
        else:
            del changed[place:]
    return bytes(changed)


class Wire:
    """Posts to the application with neither a client nor a socket between: those take longer than the answer.

    Whatever a handler raises is raised here.
    """

    def __init__(self, app: Starlette, runner: asyncio.Runner) -> None:
        self._app, self._runner = app, runner

    def post(self, path: str, query: dict[str, str], body: bytes) -> tuple[int, str]:
        """The status and the text of the response."""
        return self._runner.run(self._post(path, urlencode(query).encode(), body))

    async def _post(self, path: str, query: bytes, body: bytes) -> tuple[int, str]:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body}

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": path, "query_string": query, "headers": []}
        await self._app(scope, receive, send)
        return sent[0]["status"], b"".join(message.get("body", b"") for message in sent).decode()


@pytest.fixture(scope="module")
def wire(content: Content) -> Iterator[Wire]:
    app = application(Assistant(content, MemoryStore(), Echo()), configured())  # type: ignore[arg-type]
    running = app.router.lifespan_context(app)
    with asyncio.Runner() as runner:
        runner.run(running.__aenter__())
        yield Wire(app, runner)
        runner.run(running.__aexit__(None, None, None))


def check(wire: Wire, path: str, token: str, body: bytes, sealed: str | None) -> None:
    stamp = str(int(time.time()))
    query = {"timestamp": stamp, "nonce": "n", "signature": signature(token, stamp, "n")}
    if sealed is not None:
        query |= {"encrypt_type": "aes", "msg_signature": signature(token, stamp, "n", sealed)}
    status, text = wire.post(path, query, body)
    assert status in (200, *REFUSALS)
    if status != 200:
        assert text in REFUSALS[status]
    assert not any(secret in text for secret in SECRETS)


relaxed = settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@relaxed
@given(data=st.data())
def test_mutated_ciphertexts_with_a_good_signature(wire: Wire, data: st.DataObject) -> None:
    path, token, cipher = data.draw(
        st.sampled_from(
            [
                ("/wechat", WECHAT_TOKEN, MessageCipher(KEY, APPID)),
                ("/wechat", WECHAT_TOKEN, MessageCipher(OLD_KEY, APPID)),
                ("/wecom", WECOM_TOKEN, MessageCipher(CORP_KEY, CORPID)),
            ]
        )
    )
    raw = data.draw(mutated(base64.b64decode(cipher.encrypt(BODY, b"0" * 16))))
    sealed = base64.b64encode(raw).decode()
    if data.draw(st.booleans()):
        sealed = data.draw(mutated(sealed.encode())).decode("latin-1")
    with contextlib.suppress(CryptError):  # the only exception there may be
        cipher.decrypt(sealed)
    body = f"<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>".encode("latin-1", "replace")
    check(wire, path, token, body, sealed)


@relaxed
@given(body=mutated(BODY))
def test_mutated_plain_bodies(wire: Wire, body: bytes) -> None:
    with contextlib.suppress(BadXml):  # the only exception there may be
        read(body)
    check(wire, "/wechat", WECHAT_TOKEN, body, None)


@relaxed
@given(message=mutated(BODY), around=mutated(b"<xml><ToUserName>x</ToUserName><Encrypt>@</Encrypt></xml>"))
def test_mutated_bodies_inside_a_good_ciphertext_and_around_it(wire: Wire, message: bytes, around: bytes) -> None:
    sealed = MessageCipher(CORP_KEY, CORPID).encrypt(message, b"0" * 16)
    check(wire, "/wecom", WECOM_TOKEN, f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode(), sealed)
    check(wire, "/wecom", WECOM_TOKEN, around.replace(b"@", sealed.encode()), sealed)
