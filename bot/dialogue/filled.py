"""What was understood of a message in a dialogue."""

from dataclasses import dataclass
from dataclasses import field as setting

from calculators.reading.told import Told


@dataclass
class Filled:
    """What was understood of a message in a dialogue."""

    told: dict[str, Told] = setting(default_factory=dict)
    unclear: str = ""
    asides: tuple[str, ...] = ()  # why something else that was told could not be taken
    more: bool = False  # "还有": an item is coming, not told yet

    @property
    def empty(self) -> bool:
        return not self.told and not self.unclear and not self.more
