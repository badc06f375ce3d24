"""What is said about messages that cannot be read: pictures, voice, files."""

_ASK = "请用文字说您想问的，比如“链主认定奖多少”。"
_SORTS = {
    "image": "图片我看不了。",
    "voice": "语音我听不了。",
    "video": "视频我看不了。",
    "file": "文件我打不开。",
    "location": "位置我用不上，我只按政策文件回答。",
    "link": "链接我打不开。",
    "sticker": "表情收到，可我看不懂。",
}


def unread(sort: str) -> str:
    """A polite answer to a message of this sort, with the way out."""
    return _SORTS.get(sort, "这种消息我看不了。") + _ASK
