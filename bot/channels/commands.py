"""Commands and menu keys, the same on every channel that has them: what each says to the assistant."""

COMMANDS = {
    "start": ("开始", "你好"),
    "help": ("怎么用", "帮助"),
    "jisuan": ("算一笔奖补", "算别的"),
    "tijian": ("政策体检：看能报哪些", "政策体检"),
    "ziliao": ("看我说过的企业情况", "我的资料"),
    "wangji": ("忘记我，全部删掉", "忘记我"),
}
WELCOME = COMMANDS["start"][1]


def said_by(command: str, rest: str = "") -> str:
    """The words of a command (without its slash); an unknown one asks for help."""
    rest = rest.strip()
    if command == "jisuan" and rest:
        return f"帮我算{rest}"
    return COMMANDS.get(command, COMMANDS["help"])[1]
