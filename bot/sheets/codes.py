"""Short codes of papers: hard to guess, easy to read out (no I, L, O, U)."""

import hashlib
import re

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 10  # 50 bits
_HALF = _LENGTH // 2
_MEANT = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
PATTERN = rf"[{_LETTERS}]{{{_HALF}}}-[{_LETTERS}]{{{_HALF}}}"


def code_of(text: str, secret: str) -> str:
    """The code of a paper's text. The same text has the same code; without the secret nobody can work it out."""
    digest = hashlib.blake2b(text.encode(), key=secret.encode()[:64], digest_size=8).digest()
    number = int.from_bytes(digest, "big")
    signs = [_LETTERS[number >> 5 * place & 31] for place in range(_LENGTH)]
    return "".join(signs[:_HALF]) + "-" + "".join(signs[_HALF:])


def read_code(said: str) -> str | None:
    """A code as people write it (small letters, O for 0, without the dash), or None."""
    signs = said.strip().upper().translate(_MEANT)
    code = f"{signs[:_HALF]}-{signs[_HALF:]}"
    return code if re.fullmatch(PATTERN, code) else None
