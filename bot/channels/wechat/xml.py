"""The flat XML of WeChat: read without DTD or entities, written so that no text can become markup. Pure."""

from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.fitting import without_forbidden

Fields = dict[str, str]


class BadXml(ValueError):
    """Not one flat <xml> element, or one with a DTD or entities."""


def read(raw: bytes) -> Fields:
    """Names and texts of the children. Raises BadXml, whatever is wrong."""
    try:
        root = fromstring(raw.decode("utf-8"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise BadXml("not XML, or with a DTD or entities") from None
    if root.tag != "xml":
        raise BadXml("the root is not <xml>")
    fields: Fields = {}
    for child in root:
        if child.tag in fields:
            raise BadXml("an element comes twice")
        fields[child.tag] = child.text or ""
    return fields


def _cdata(text: str) -> str:
    """CDATA that a text cannot leave."""
    return f"<![CDATA[{without_forbidden(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def text_reply(to: str, sender: str, at: int, content: str) -> str:
    """A passive text reply."""
    return (
        f"<xml><ToUserName>{_cdata(to)}</ToUserName><FromUserName>{_cdata(sender)}</FromUserName>"
        f"<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>{_cdata(content)}</Content></xml>"
    )


def envelope(encrypted: str, signature: str, at: str, nonce: str) -> str:
    """An encrypted reply; what it is made of is base64, hexadecimal and digits."""
    return (
        f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>"
        f"<TimeStamp>{at}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
    )
