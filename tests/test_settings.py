"""Settings: what is taken, what is refused, and that every fault is named at once."""

import os
from dataclasses import fields
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, default_database, read_settings

AES = "a" * 43
TELEGRAM = {"JINCE_TELEGRAM_TOKEN": "123456:ABC-def_0123456789"}
WEBHOOK = TELEGRAM | {"JINCE_TELEGRAM_WEBHOOK": "https://bot.example.cn/telegram", "JINCE_TELEGRAM_SECRET": "s_e-c3"}
WECHAT = {"JINCE_WECHAT_TOKEN": "AAAAA", "JINCE_WECHAT_APPID": "wxba5fad812f8e6fb9", "JINCE_WECHAT_AES_KEY": AES}
WECOM = {"JINCE_WECOM_TOKEN": "QDG6eK", "JINCE_WECOM_CORPID": "wx5823bf96d3bd56c7", "JINCE_WECOM_AES_KEY": AES}


def faults(**environment: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read_settings(environment)
    return caught.value.faults


def test_without_any_setting_the_defaults_serve() -> None:
    settings = read_settings({"PATH": "/bin", "jince_rate_limit": "x"})
    assert settings == Settings(database=default_database())
    assert settings.rate_limit > 0


def test_the_embedded_store_lies_below_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert read_settings({}).database == str(tmp_path / "jince" / "conversations.sqlite3")


@pytest.mark.parametrize("given", [TELEGRAM, WEBHOOK, WECHAT, WECOM, WEBHOOK | WECHAT | WECOM])
def test_whole_sets_are_taken(given: dict[str, str]) -> None:
    settings = read_settings(given)
    for name, value in given.items():
        assert getattr(settings, name.removeprefix("JINCE_").lower()) == value


def test_every_setting_but_the_cache_has_its_environment_name() -> None:
    named = faults(JINCE_NO_SUCH="1")[0].split(": ")[-1].split(", ")
    assert sorted(named) == sorted(f"JINCE_{one.name.upper()}" for one in fields(Settings))


@pytest.mark.parametrize("name", ["JINCE_DATABSE", "JINCE_", "JINCE_telegram_token", "JINCE_PORT"])
def test_a_name_that_does_not_exist_is_refused(name: str) -> None:
    (fault,) = faults(**{name: "x"})
    assert fault.startswith(f"{name}: ")
    assert "JINCE_DATABASE" in fault


def test_the_folder_of_derived_data_is_read_elsewhere_and_is_no_fault() -> None:
    assert read_settings({"JINCE_CACHE": "/somewhere"}) == read_settings({})


def test_an_empty_variable_counts_as_not_set() -> None:
    names = [f"JINCE_{one.name.upper()}" for one in fields(Settings)]
    assert read_settings(dict.fromkeys(names, "")) == read_settings({})


@pytest.mark.parametrize(("text", "limit"), [("0", 0), ("1", 1), ("100000", 100_000), ("007", 7)])
def test_rate_limits(text: str, limit: int) -> None:
    assert read_settings({"JINCE_RATE_LIMIT": text}).rate_limit == limit


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JINCE_RATE_LIMIT", "-1"),
        ("JINCE_RATE_LIMIT", "100001"),
        ("JINCE_RATE_LIMIT", "1.5"),
        ("JINCE_RATE_LIMIT", "²"),
        ("JINCE_RATE_LIMIT", "３０"),
        ("JINCE_RATE_LIMIT", "9" * 5000),
        ("JINCE_RATE_LIMIT", " "),
        ("JINCE_CALLBACK_WINDOW", "86401"),
        ("JINCE_CALLBACK_WINDOW", "-1"),
        ("JINCE_CALLBACK_WINDOW", "²"),
        ("JINCE_CALLBACK_WINDOW", "9" * 5000),
        ("JINCE_BASE_URL", "jince.example.cn"),
        ("JINCE_DATABASE", "mysql://root@db/x"),
        ("JINCE_DATABASE", "sqlite:///kept.sqlite3"),
        ("JINCE_CONTENT", "/no/such/folder"),
        ("JINCE_TELEGRAM_TOKEN", "123456"),
        ("JINCE_TELEGRAM_TOKEN", "123456:short"),
        ("JINCE_TELEGRAM_TOKEN", "١٢٣:ABC-def_0123456789"),
        ("JINCE_TELEGRAM_TOKEN", TELEGRAM["JINCE_TELEGRAM_TOKEN"] + "\n"),
        ("JINCE_TELEGRAM_API", "api.telegram.org"),
        ("JINCE_TELEGRAM_API", "file:///etc/passwd"),
        ("JINCE_WECHAT_TOKEN", "ab"),
        ("JINCE_WECHAT_TOKEN", "a" * 33),
        ("JINCE_WECHAT_TOKEN", "含汉字的"),
    ],
)
def test_a_value_that_cannot_be_taken_is_named_with_what_can(name: str, value: str) -> None:
    (fault,) = faults(**{name: value})
    assert fault.startswith(f"{name}: ")
    assert "要" in fault or "没有这个文件夹" in fault
    assert "invalid literal" not in fault


@pytest.mark.parametrize("key", ["a" * 42, "a" * 44, "a" * 42 + "=", "a" * 42 + "/"])
@pytest.mark.parametrize("name", ["JINCE_WECHAT_AES_KEY", "JINCE_WECHAT_AES_KEY_PREVIOUS", "JINCE_WECOM_AES_KEY"])
def test_a_key_of_the_wrong_shape_is_refused(name: str, key: str) -> None:
    (fault,) = faults(**WECHAT | WECOM | {name: key})
    assert fault.startswith(f"{name}: ")
    assert "43" in fault


@pytest.mark.parametrize(
    ("whole", "lacking"),
    [
        (WEBHOOK, "JINCE_TELEGRAM_TOKEN"),
        (WEBHOOK, "JINCE_TELEGRAM_SECRET"),
        (WECHAT, "JINCE_WECHAT_TOKEN"),
        (WECHAT, "JINCE_WECHAT_APPID"),
        (WECHAT | {"JINCE_WECHAT_AES_KEY_PREVIOUS": AES}, "JINCE_WECHAT_AES_KEY"),
        (WECOM, "JINCE_WECOM_TOKEN"),
        (WECOM, "JINCE_WECOM_CORPID"),
        (WECOM, "JINCE_WECOM_AES_KEY"),
    ],
)
def test_settings_that_need_another_one_say_which(whole: dict[str, str], lacking: str) -> None:
    for absent in ({}, {lacking: ""}):
        left = {name: value for name, value in whole.items() if name != lacking} | absent
        assert all(fault.endswith(lacking) for fault in faults(**left))


def test_every_fault_is_named_at_once() -> None:
    found = faults(
        JINCE_RATE_LIMIT="many", JINCE_DATABSE="x", JINCE_CONTENT="/no/such", JINCE_WECOM_TOKEN="QDG6eK", PATH="/bin"
    )
    assert [fault.split(":")[0] for fault in found] == [
        "JINCE_RATE_LIMIT",
        "JINCE_DATABSE",
        "JINCE_CONTENT",
        "JINCE_WECOM_TOKEN",
        "JINCE_WECOM_TOKEN",
    ]


def test_several_content_folders_are_read_in_order(tmp_path: Path) -> None:
    for name in ("一", "二"):
        (tmp_path / name).mkdir()
    joined = os.pathsep.join([str(tmp_path / "二"), str(tmp_path / "一"), ""])
    assert read_settings({"JINCE_CONTENT": joined}).content == (tmp_path / "二", tmp_path / "一")


def test_a_missing_content_folder_is_named_and_the_others_are_not(tmp_path: Path) -> None:
    (fault,) = faults(JINCE_CONTENT=os.pathsep.join([str(tmp_path), "/no/such/folder"]))
    assert "/no/such/folder" in fault
    assert str(tmp_path) not in fault


def test_secrets_are_not_shown() -> None:
    shown = repr(read_settings(WEBHOOK | WECHAT | WECOM))
    for name in ("TELEGRAM_TOKEN", "TELEGRAM_SECRET", "WECHAT_TOKEN", "WECHAT_AES_KEY", "WECOM_TOKEN", "WECOM_AES_KEY"):
        value = (WEBHOOK | WECHAT | WECOM)[f"JINCE_{name}"]
        assert value not in shown


def test_a_refused_secret_is_not_repeated() -> None:
    assert "geheim!" not in faults(JINCE_TELEGRAM_SECRET="geheim!")[0]
