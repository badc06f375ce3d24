"""Characters as they are read: full width and traditional forms folded, digits known."""

# One character for one character, so that positions stay those of the original text.
FOLD = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict(
        zip(
            "萬億兩點幾餘個圓塊貳參陸壹來過負條項戶檯臺筆種檔級還別無",
            "万亿两点几余个元块贰叁陆壹来过负条项户台台笔种档级还别无",
            strict=True,
        )
    )
    | {"\u3000": " ", "％": "%", "﹪": "%", "￥": "¥", "－": "-", "—": "-", "～": "~", "﹣": "-", "−": "-"}
)
DIGITS = {
    mark: value
    for value, marks in enumerate(
        ["零〇", "一壹幺", "二两俩贰", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"]
    )
    for mark in marks
}


def fold(text: str) -> str:
    """Full-width forms and traditional numerals to plain ones, position by position, lower case."""
    folded = text.translate(FOLD)
    lowered = folded.lower()
    return lowered if len(lowered) == len(folded) else folded


def digit(mark: str) -> int:
    """The value of one Arabic or Chinese digit."""
    return DIGITS[mark] if mark in DIGITS else int(mark)
