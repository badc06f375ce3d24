"""An invented enterprise, and the day it was looked at."""

from datetime import UTC, datetime

LEADER = {
    "body": "enterprise",
    "in_changzhi": True,
    "role": "leader",
    "sred_province": True,
    "net_new_partners": 12,
    "partner_rate_rise": "7.5",
    "main_revenue": "6000000000",
    "new_project": False,
}
MADE = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)  # the 23rd in Beijing
SECRET = "s" * 32
