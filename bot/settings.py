"""Settings from the environment, all checked at start, every fault named at once."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


class SettingsError(ValueError):
    """Every setting that cannot be taken: name, what is wrong, what is accepted."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Settings:
    """What can be set (docs/settings.md); the defaults serve the web chat from an embedded store."""

    content: tuple[Path, ...] = ()
    database: str = ""
    base_url: str = ""  # where the server is reached from outside, for links in replies
    rate_limit: int = 30  # messages a minute for one conversation; 0 turns it off
    telegram_token: str = field(default="", repr=False)
    telegram_api: str = "https://api.telegram.org"
    telegram_webhook: str = ""
    telegram_secret: str = field(default="", repr=False)
    wechat_token: str = field(default="", repr=False)
    wechat_appid: str = ""
    wechat_aes_key: str = field(default="", repr=False)
    wechat_aes_key_previous: str = field(default="", repr=False)
    wecom_token: str = field(default="", repr=False)
    wecom_corpid: str = ""
    wecom_aes_key: str = field(default="", repr=False)
    wechat_safe_only: bool = False  # refuse pushes that are not encrypted
    callback_window: int = 300  # seconds a WeChat or WeCom push may be old; 0 turns the check off


def default_database() -> str:
    """The embedded store's file: below the user's data folder."""
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return str(base / "jince" / "conversations.sqlite3")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Reads the JINCE_… variables; an empty one counts as not set. Raises SettingsError with every fault.

    An unknown name is a fault, too: a misspelt setting would silently not be taken.
    """
    environment = os.environ if environment is None else environment
    faults: list[str] = []
    given = {name: value for name, value in environment.items() if name.startswith("JINCE_") and value}
    values: dict[str, object] = {}
    for name, value in given.items():
        if name in _ELSEWHERE:
            continue
        reader = _READERS.get(name)
        if reader is None:
            faults.append(f"{name}: 没有这个设置；可用的设置: {', '.join(_READERS)}")
            continue
        try:
            values[name.removeprefix("JINCE_").lower()] = reader(value)
        except ValueError as fault:
            faults.append(f"{name}: {fault}")
    faults += _together(given)
    if faults:
        raise SettingsError(faults)
    values.setdefault("database", default_database())
    return Settings(**values)  # type: ignore[arg-type]


_ELSEWHERE = ("JINCE_CACHE",)  # read where derived data is kept


def _folders(value: str) -> tuple[Path, ...]:
    folders = tuple(Path(part) for part in value.split(os.pathsep) if part)
    missing = [str(folder) for folder in folders if not folder.is_dir()]
    if missing:
        raise ValueError(f"没有这个文件夹 {', '.join(missing)}；多个文件夹用 {os.pathsep} 隔开")
    return folders


def _database(value: str) -> str:
    if "://" in value and not value.startswith(("postgresql://", "postgres://")):
        raise ValueError("要一个SQLite文件的路径，或 postgresql://… 地址")
    return value


def _limit(value: str) -> int:
    if not re.fullmatch("[0-9]{1,6}", value) or int(value) > 100_000:
        raise ValueError("要0到100000的整数（每分钟消息数，0表示不限）")
    return int(value)


def _seconds(value: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", value) or int(value) > 86_400:
        raise ValueError("要0到86400的整数（秒，0表示不查）")
    return int(value)


def _yes_no(value: str) -> bool:
    if value not in ("yes", "no"):
        raise ValueError("要 yes 或 no")
    return value == "yes"


def _matching(pattern: str, accepted: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(accepted)
        return value

    return read


_AES = _matching(r"[A-Za-z0-9]{43}", "要43位的EncodingAESKey（字母和数字）")
_WORD = _matching(r"[A-Za-z0-9]{3,32}", "要3到32位字母或数字")
_READERS: dict[str, Callable[[str], object]] = {
    "JINCE_CONTENT": _folders,
    "JINCE_DATABASE": _database,
    "JINCE_BASE_URL": _matching(r"https?://[^\s/]+(/[^\s?#]*)?", "要 http(s):// 开头、别人能打开的网址"),
    "JINCE_RATE_LIMIT": _limit,
    "JINCE_TELEGRAM_TOKEN": _matching(r"[0-9]+:[A-Za-z0-9_-]{10,}", "要BotFather给的 数字:字母 形式的令牌"),
    "JINCE_TELEGRAM_API": _matching(r"https?://[^\s]+", "要 http(s):// 开头的地址"),
    "JINCE_TELEGRAM_WEBHOOK": _matching(r"https?://[^\s]+", "要公网能访问的 https:// 地址"),
    "JINCE_TELEGRAM_SECRET": _matching(r"[A-Za-z0-9_-]{1,256}", "要1到256位的字母、数字、_ 或 -"),
    "JINCE_WECHAT_TOKEN": _WORD,
    "JINCE_WECHAT_APPID": _matching(r"wx[0-9a-zA-Z]{10,30}", "要 wx 开头的AppID"),
    "JINCE_WECHAT_AES_KEY": _AES,
    "JINCE_WECHAT_AES_KEY_PREVIOUS": _AES,
    "JINCE_WECOM_TOKEN": _WORD,
    "JINCE_WECOM_CORPID": _matching(r"[0-9a-zA-Z]{5,40}", "要企业ID（ww开头）"),
    "JINCE_WECOM_AES_KEY": _AES,
    "JINCE_WECHAT_SAFE_ONLY": _yes_no,
    "JINCE_CALLBACK_WINDOW": _seconds,
}


def _together(given: Mapping[str, str]) -> list[str]:
    """Settings that need each other."""
    faults = []
    for name, needed in (
        ("JINCE_TELEGRAM_WEBHOOK", "JINCE_TELEGRAM_TOKEN"),
        ("JINCE_TELEGRAM_WEBHOOK", "JINCE_TELEGRAM_SECRET"),
        ("JINCE_TELEGRAM_SECRET", "JINCE_TELEGRAM_TOKEN"),
        ("JINCE_WECHAT_APPID", "JINCE_WECHAT_TOKEN"),
        ("JINCE_WECHAT_AES_KEY", "JINCE_WECHAT_APPID"),
        ("JINCE_WECHAT_AES_KEY", "JINCE_WECHAT_TOKEN"),
        ("JINCE_WECHAT_AES_KEY_PREVIOUS", "JINCE_WECHAT_AES_KEY"),
        ("JINCE_WECHAT_SAFE_ONLY", "JINCE_WECHAT_AES_KEY"),
        ("JINCE_WECOM_TOKEN", "JINCE_WECOM_CORPID"),
        ("JINCE_WECOM_TOKEN", "JINCE_WECOM_AES_KEY"),
        ("JINCE_WECOM_CORPID", "JINCE_WECOM_TOKEN"),
        ("JINCE_WECOM_AES_KEY", "JINCE_WECOM_TOKEN"),
    ):
        if name in given and needed not in given:
            faults.append(f"{name}: 设了它就还要设 {needed}")
    return faults
