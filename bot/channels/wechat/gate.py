"""Who may come in: signature and age before anything is parsed, then the ciphertext. Pure but for the clock."""

import re
import secrets
import time
from collections.abc import Callable, Mapping, Sequence

from bot.channels.wechat.crypto import CryptError, MessageCipher, signature, signed
from bot.channels.wechat.xml import envelope

_ENCRYPT = re.compile(rb"<Encrypt>\s*(?:<!\[CDATA\[)?\s*([A-Za-z0-9+/=]{24,})\s*(?:\]\]>)?\s*</Encrypt>")


class Refused(Exception):
    """Not let in; one kind for every reason."""


class Gate:
    """The token and the keys of one account, current key first."""

    def __init__(
        self,
        token: str,
        ciphers: Sequence[MessageCipher],
        window: int,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._token, self._ciphers, self._window, self.now = token, ciphers, window, now

    def check(self, query: Mapping[str, str]) -> None:
        """The plain signature over the address alone. Raises Refused."""
        stamp, nonce = self._stamped(query)
        if not signed(query.get("signature", ""), self._token, stamp, nonce):
            raise Refused

    def open(self, query: Mapping[str, str], sealed: str) -> tuple[bytes, MessageCipher]:
        """The message in a signed ciphertext, and the key that fitted. Raises Refused."""
        stamp, nonce = self._stamped(query)
        if not signed(query.get("msg_signature", ""), self._token, stamp, nonce, sealed):
            raise Refused
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(sealed), cipher
            except CryptError:
                continue
        raise Refused

    def seal(self, message: str, cipher: MessageCipher) -> str:
        """An encrypted reply, signed."""
        sealed = cipher.encrypt(message.encode())
        stamp, nonce = str(int(self.now())), secrets.token_hex(8)
        return envelope(sealed, signature(self._token, stamp, nonce, sealed), stamp, nonce)

    def _stamped(self, query: Mapping[str, str]) -> tuple[str, str]:
        stamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        if not re.fullmatch(r"[0-9]{1,15}", stamp) or not nonce:
            raise Refused
        if self._window and abs(self.now() - int(stamp)) > self._window:
            raise Refused
        return stamp, nonce


def sealed_in(body: bytes) -> str:
    """The ciphertext of an encrypted push, found without parsing. Raises Refused."""
    found = _ENCRYPT.findall(body)
    if len(found) != 1:
        raise Refused
    return bytes(found[0]).decode("ascii")
