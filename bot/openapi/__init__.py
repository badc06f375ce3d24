"""The OpenAPI document of the HTTP API."""

from bot.openapi.document import openapi

__all__ = ["openapi"]
