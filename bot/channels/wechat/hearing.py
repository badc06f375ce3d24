"""What a push says to us. Pure."""

from dataclasses import dataclass

from bot.channels.commands import COMMANDS, WELCOME, said_by
from bot.channels.unread import unread
from bot.channels.wechat.xml import BadXml, Fields

_SORTS = {
    "image": "image",
    "voice": "voice",
    "video": "video",
    "shortvideo": "video",
    "location": "location",
    "link": "link",
    "file": "file",
}


@dataclass(frozen=True)
class Said:
    """A message or event that wants a reply."""

    sender: str
    receiver: str
    message_id: str
    text: str = ""
    notice: str | None = None  # the answer to what cannot be read
    menu: str = ""  # the number of the choice that was tapped (bizmsgmenuid)


def hear(fields: Fields) -> Said | None:
    """None for events that want no reply. Raises BadXml when what every push has is missing."""
    sender, receiver = fields.get("FromUserName", ""), fields.get("ToUserName", "")
    sort = fields.get("MsgType", "").strip().lower()
    if not sender or not receiver or not sort or max(len(sender), len(receiver)) > 128:
        raise BadXml("FromUserName, ToUserName or MsgType is missing")
    if sort == "event":
        text = _event(fields)
        told = (fields.get(name, "") for name in ("CreateTime", "Event", "EventKey"))
        event_id = ":".join((sender, *told))[:300]  # two keys of the menu within one second are two messages
        return None if text is None else Said(sender, receiver, event_id, text)
    message_id = fields.get("MsgId", "").strip()[:64] or f"{sender}:{fields.get('CreateTime', '')}"
    text = fields.get("Content", "") if sort == "text" else fields.get("Recognition", "") if sort == "voice" else ""
    if sort == "text" or text.strip():
        return Said(sender, receiver, message_id, text.strip(), menu=fields.get("bizmsgmenuid", "").strip()[:20])
    return Said(sender, receiver, message_id, notice=unread(_SORTS.get(sort, "")))


def _event(fields: Fields) -> str | None:
    """The words an event stands for; None where no reply is wanted or none would be shown."""
    event, key = fields.get("Event", "").strip().lower(), fields.get("EventKey", "").strip()
    if event in ("subscribe", "scan"):
        return WELCOME
    if event == "click" and key:
        return said_by(key.lower()) if key.lower() in COMMANDS else key
    return None
