"""Moves: the whole message is one, in many forms; a question that merely begins like one is none."""

from pathlib import Path

import pytest
import yaml

from intents import moves
from intents.moves import find_move
from intents.normalise import normalise

FORMS = {
    "cancel": ["取消", "算了", "算了吧", "不算了", "退出", "别算了", "取消吧", "我不想算了", "不想继续了", "那算了", "CANCEL", "取消！", "算了，不问了", "取消測算"],
    "back": ["上一步", "返回", "返回上一步", "退回去", "上一题", "回到上一步吧", "BACK", "往回退", "返回上一題", "我要返回上一步"],
    "restart": ["重新开始", "从头来", "重来", "重新算一遍", "咱们从头再来一遍吧", "推倒重来", "清空", "重新計算", "我想从头再来"],
    "help": ["帮助", "怎么用", "你能做什么", "你都能干点啥", "能问什么", "有哪些政策", "/help", "幫助", "我能问你什么"],
    "greet": ["你好", "您好", "早上好", "在吗", "有人吗", "HELLO", "你好，在吗", "嗨👋", "晚上好！"],
    "thanks": ["谢谢", "多谢", "谢谢你", "谢谢啊", "麻烦你了", "好的谢谢", "辛苦了", "太感谢了！", "謝謝", "明白了，谢谢"],
    "bye": ["再见", "拜拜", "回见", "先走了", "bye", "再見", "谢谢，再见"],
    "praise": ["不错", "真棒", "厉害", "很好", "挺好用", "说得很清楚", "👍真棒", "可以啊"],
    "agree": ["好的", "知道了", "明白了", "收到", "嗯", "嗯嗯", "好嘞", "OK", "可以", "行", "好的好的"],
    "human": ["转人工", "人工客服", "我要找真人", "有没有真人客服", "我要投诉", "轉人工", "能不能换个人", "帮我转人工"],
    "forget": ["忘记我", "删除我的资料", "把我的资料删了", "清除记录", "忘了我说过的话", "刪除我的資料", "请把我说过的都删掉"],
    "profile": ["我的资料", "你记得我什么", "看看我的资料", "我说过什么", "你都记了什么", "我的企业信息", "我的資料"],
    "repeat": ["再说一遍", "没听清", "重复一遍", "你刚才说什么", "没看清", "再說一遍", "麻烦再说一遍"],
    "why": ["为什么问这个", "问这个干啥", "为啥要知道这个", "干嘛问这个", "这跟奖励有啥关系", "有必要问吗", "為什麼問這個", "你问这干什么"],
    "meaning": ["什么意思", "啥意思", "没明白", "看不懂", "这是指什么", "解释一下", "这个啥意思", "固定资产投资是什么意思"],
    "example": ["举个例子", "比如", "打个比方", "有例子吗", "来个例子", "給個例子", "能不能举个例子"],
    "wait": ["等一下", "稍等", "我查一下", "等会儿", "我去问问会计", "让我想想", "我看看账", "稍等一下哈"],
    "detail": ["查看明细", "详细点", "计算过程", "怎么算出来的", "看明细", "展开", "查看明細"],
    "another": ["换一个算", "算别的", "换个政策算", "算点别的", "算另一个", "我要算别的"],
    "resume": ["继续", "接着算", "回到刚才的测算", "继续算", "接着来", "繼續"],
    "sheet": ["测算单", "开个单子", "导出PDF", "能打印吗", "給我開張單子", "生成测算单", "给老板看的单子"],
    "insult": ["傻逼", "笨蛋", "垃圾", "神经病", "没用的东西", "你就是个垃圾", "去死吧"],
}  # fmt: skip

NOT_MOVES = [
    # 取消, 结束, 退出, 停 as the subject of a question
    "取消认定怎么办", "取消资格了还能领吗", "结束时间是哪天", "结束了还能报吗", "退出链主名单会怎样", "停产了还给不给", "算了算多少", "不想交材料了怎么办",
    # thanks and greetings before or after something else
    "没有了谢谢", "谢谢，链主奖多少", "你好，我想问链主", "你好链主奖多少", "好的，多少钱", "嗯,省级的", "对,8000万", "是的投产了",
    # words that begin like a move
    "重新认定怎么算", "重新申报", "重复申报", "帮助中小企业的政策", "帮扶政策", "上一年", "上一个项目的钱", "上一步骤要多久", "返回款算不算", "继续教育补贴",
    "人工智能补贴", "人工费算吗", "客服电话多少", "资料要哪些", "资料不全", "怎么用这笔钱", "详细地址", "明细表", "更多奖励", "过程要多久", "行业", "好几家",
    "早期项目", "在建", "在哪", "在长治", "中标", "喂养", "88万", "再见面", "垃圾分类", "有病能报销吗", "牛羊养殖", "等额", "等级", "等多久", "比如投了8000万",
    "为什么要认定", "为什么链主是100万", "什么时候", "什么条件", "了解一下链主", "忘记申报了怎么办", "删除的指标", "投诉率排名",
    # answers
    "没有", "不是", "还没", "投产了", "8000万", "5%", "3家", "省级", "", "   ",
]  # fmt: skip


@pytest.mark.parametrize(("move", "said"), [(move, said) for move, forms in FORMS.items() for said in forms])
def test_forms_of_a_move(move: str, said: str) -> None:
    assert find_move(normalise(said)) == move


def test_every_move_is_tried_in_at_least_six_forms() -> None:
    assert {move for move, forms in FORMS.items() if len(forms) < 6} == set()


@pytest.mark.parametrize("said", NOT_MOVES)
def test_near_misses_are_no_moves(said: str) -> None:
    assert find_move(normalise(said)) is None


def test_a_long_message_is_no_move() -> None:
    assert find_move("取消" * 30) is None
    assert (
        find_move(normalise("我们厂去年评上了链主今年想取消一个项目的申报重新报一个不知道行不行谢谢您帮我看看")) is None
    )


@pytest.mark.parametrize(
    ("said", "move"),
    [
        ("你好 在吗", "greet"),
        ("好的，谢谢", "thanks"),
        ("嗯嗯，好的", "agree"),
        ("辛苦了 拜拜", "thanks"),
        ("你好，谢谢", "thanks"),
    ],
)
def test_politeness_in_one_breath(said: str, move: str) -> None:
    assert find_move(normalise(said)) == move


def test_every_phrase_of_the_list_finds_its_own_move() -> None:
    """A phrase without its fillers (好的谢谢 → 好的) must not take the place of another move's phrase."""
    listed = yaml.safe_load(Path(moves.__file__).with_suffix(".yaml").read_text(encoding="utf-8"))["moves"]
    lost = {
        (move["id"], phrase): found
        for move in listed
        for phrase in map(str, move["says"])
        if (found := find_move(normalise(phrase))) != move["id"]
    }
    assert lost == {}
    assert {move["id"] for move in listed} == FORMS.keys()
