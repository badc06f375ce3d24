"""WeChat official accounts (公众号) and WeCom apps (企业微信应用)."""

from bot.channels.wechat.official import OfficialAccount
from bot.channels.wechat.wecom import WeComApp

__all__ = ["OfficialAccount", "WeComApp"]
