"""Tencent's message encryption: AES-256-CBC, random 16 bytes + length + message + receiver, PKCS#7 to 32. Pure."""

import base64
import hashlib
import hmac
import os
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK = 32


class CryptError(ValueError):
    """A ciphertext that is not for us. It never says why: a reason would help only an attacker."""

    def __init__(self) -> None:
        super().__init__("not a message for us")


def signature(token: str, *parts: str) -> str:
    """SHA-1 over the sorted parts, as Tencent prescribes it."""
    joined = "".join(sorted((token, *parts)))
    return hashlib.sha1(joined.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def signed(given: str, token: str, *parts: str) -> bool:
    """Is the signature right? Compared as bytes in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), signature(token, *parts).encode())


class MessageCipher:
    """One EncodingAESKey of one receiver (AppID or CorpID)."""

    def __init__(self, key: str, receiver: str) -> None:
        secret = base64.b64decode(key + "=")
        self._cipher = Cipher(algorithms.AES(secret), modes.CBC(secret[:16]))
        self._receiver = receiver.encode()

    def decrypt(self, text: str) -> bytes:
        """The message. Raises CryptError, whatever is wrong."""
        try:
            sealed = base64.b64decode(text, validate=True)
            decryptor = self._cipher.decryptor()
            padded = decryptor.update(sealed) + decryptor.finalize()
            return self._opened(padded)
        except (ValueError, IndexError, struct.error):
            raise CryptError from None

    def _opened(self, padded: bytes) -> bytes:
        padding = padded[-1]
        if not 1 <= padding <= _BLOCK or padded[-padding:] != bytes([padding]) * padding:
            raise CryptError
        content = padded[16:-padding]
        (length,) = struct.unpack(">I", content[:4])
        message, receiver = content[4 : 4 + length], content[4 + length :]
        if len(message) != length or not hmac.compare_digest(receiver, self._receiver):
            raise CryptError
        return message

    def encrypt(self, message: bytes, random: bytes | None = None) -> str:
        """The ciphertext; `random` (16 bytes) is fixed only by tests."""
        content = (random or os.urandom(16)) + struct.pack(">I", len(message)) + message + self._receiver
        padding = _BLOCK - len(content) % _BLOCK
        encryptor = self._cipher.encryptor()
        sealed = encryptor.update(content + bytes([padding]) * padding) + encryptor.finalize()
        return base64.b64encode(sealed).decode()
