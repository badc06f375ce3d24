"""Telegram: by long polling or by webhook."""

from bot.channels.telegram.channel import TelegramChannel

__all__ = ["TelegramChannel"]
