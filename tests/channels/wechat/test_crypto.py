"""The encryption against Tencent's published vectors and against independent libraries."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import PrpCrypto
from wechatpy.utils import to_text

from bot.channels.wechat.crypto import CryptError, MessageCipher, signature, signed
from bot.channels.wechat.gate import Gate, Refused

VECTORS = {one["what"]: one for one in json.loads(Path(__file__).with_name("published.json").read_text("utf-8"))}
TOKEN, KEY, RECEIVER = "oracle", "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR", "wx49f0ab532d5d035a"
MESSAGES = ["", "短", "<xml><Content>你好😀]]></Content></xml>", "二十六个字节的那种消息呀1", "长" * 3000]


@pytest.mark.parametrize("what", ["GET url check", "plain push signature"])
def test_published_signatures(what: str) -> None:
    one = VECTORS[what]
    assert signed(one["signature"], one["token"], one["ts"], one["nonce"])
    assert not signed(one["signature"], one["token"], one["ts"], one["nonce"] + "0")
    Gate(one["token"], [], 60, now=lambda: int(one["ts"]) + 60.0).check({**one, "timestamp": one["ts"]})


@pytest.mark.parametrize("what", [what for what in VECTORS if "key" in VECTORS[what]])
def test_published_ciphertexts(what: str) -> None:
    one = VECTORS[what]
    sealed = one.get("enc") or one["echostr"]
    assert signature(one["token"], one["ts"], one["nonce"], sealed) == one["msg_signature"]
    gate = Gate(one["token"], [MessageCipher(one["key"], one["id"])], 300, now=lambda: float(one["ts"]))
    plain, _ = gate.open({"msg_signature": one["msg_signature"], "timestamp": one["ts"], "nonce": one["nonce"]}, sealed)
    if "..." in one["msg"]:
        assert all(part in plain.decode() for part in one["msg"].split("..."))
    else:
        assert plain.decode() == one["msg"]


def test_the_published_reply_is_made_byte_by_byte() -> None:
    one = VECTORS["AES reply"]
    cipher = MessageCipher(one["key"], one["id"])
    assert cipher.encrypt(one["msg"].encode(), one["random16"].encode()) == one["enc"]


@pytest.mark.parametrize("message", MESSAGES)
def test_wechatpy_reads_us_and_we_read_wechatpy(message: str) -> None:
    import base64

    theirs, ours = PrpCrypto(base64.b64decode(KEY + "=")), MessageCipher(KEY, RECEIVER)
    assert to_text(theirs.decrypt(ours.encrypt(message.encode()), RECEIVER)) == message
    assert ours.decrypt(to_text(theirs.encrypt(message, RECEIVER))).decode() == message


@pytest.fixture(scope="module")
def ask_node() -> Iterator[Callable[[dict[str, Any]], Any]]:
    folder = Path(__file__).with_name("node")
    if not (folder / "node_modules").is_dir():
        npm = shutil.which("npm")
        assert npm is not None
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True, timeout=300)
    with subprocess.Popen(["node", "oracle.js"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as node:
        assert node.stdin is not None and node.stdout is not None

        def ask(request: dict[str, Any]) -> Any:
            node.stdin.write(json.dumps(request).encode() + b"\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        yield ask
        node.stdin.close()


@pytest.mark.node
@pytest.mark.parametrize("library", ["@wecom/crypto", "wechat-crypto"])
@pytest.mark.parametrize("message", MESSAGES)
def test_libraries_of_npm_read_us_and_we_read_them(
    ask_node: Callable[[dict[str, Any]], Any], library: str, message: str
) -> None:
    ours = MessageCipher(KEY, RECEIVER)
    common = {"library": library, "token": TOKEN, "key": KEY, "receiver": RECEIVER, "timestamp": "1", "nonce": "2"}
    sealed = ours.encrypt(message.encode())
    opened = ask_node({**common, "act": "decrypt", "sealed": sealed})
    assert opened["message"] == message and RECEIVER in (opened["id"],)
    assert ask_node({**common, "act": "sign", "sealed": sealed}) == signature(TOKEN, "1", "2", sealed)
    assert ours.decrypt(ask_node({**common, "act": "encrypt", "message": message})).decode() == message


@given(st.binary(max_size=200), st.text(max_size=30))
def test_every_message_comes_back(message: bytes, receiver: str) -> None:
    receiver = receiver.encode("utf-8", "replace").decode()
    assert MessageCipher(KEY, receiver).decrypt(MessageCipher(KEY, receiver).encrypt(message)) == message


def test_another_receiver_and_another_key_are_refused() -> None:
    sealed = MessageCipher(KEY, RECEIVER).encrypt(b"x")
    for cipher in (MessageCipher(KEY, "wx-other"), MessageCipher("A" * 43, RECEIVER)):
        with pytest.raises(CryptError) as fault:
            cipher.decrypt(sealed)
        assert str(fault.value) == "not a message for us" and fault.value.__cause__ is None


def test_the_window_and_the_order_of_keys() -> None:
    old, new = MessageCipher("o" * 43, RECEIVER), MessageCipher("n" * 43, RECEIVER)
    gate = Gate(TOKEN, [new, old], 300, now=lambda: 1000.0)
    sealed = old.encrypt(b"x")

    def query(stamp: str) -> dict[str, str]:
        return {"timestamp": stamp, "nonce": "n", "msg_signature": signature(TOKEN, stamp, "n", sealed)}

    assert gate.open(query("700"), sealed) == (b"x", old)
    for stamp in ("699", "1301", "-1", "", "9" * 30, "１０００"):
        with pytest.raises(Refused):
            gate.open(query(stamp), sealed)
    assert Gate(TOKEN, [old], 0, now=lambda: 1e9).open(query("1"), sealed)[0] == b"x"
