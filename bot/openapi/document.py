"""The OpenAPI document, written from the same models and schemas that the handlers use."""

from typing import Any

from bot.checkup.program import facts_schema
from bot.content.load import Content
from bot.messages import MAX_TEXT, Reply
from bot.openapi.schemas import CALCULATOR, CHECKUP, ERROR, POLICY, RESULT, SUMMARY


def _answer(description: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    body: dict[str, Any] = {"description": description}
    if schema is not None:
        body["content"] = {"application/json": {"schema": schema}}
    return body


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def openapi(content: Content) -> dict[str, Any]:
    """The document for one content: every calculator has a path of its own with its own inputs."""
    bad = {
        "400": _answer("不是合法的JSON", _ref("Error")),
        "413": _answer("请求太大", _ref("Error")),
        "415": _answer("不是JSON，或者压缩过", _ref("Error")),
        "422": _answer("字段不对", _ref("Error")),
    }
    missing = {"404": _answer("没有", _ref("Error"))}
    session = {"name": "session", "in": "path", "required": True, "schema": {"type": "string"}}
    chat_body = {
        "type": "object",
        "required": ["session", "text"],
        "additionalProperties": False,
        "properties": {
            "session": {"type": "string", "minLength": 1, "maxLength": 100},
            "text": {
                "type": "string",
                "minLength": 1,
                "maxLength": MAX_TEXT,
                "pattern": r"[^\s\u001c-\u001f\u0085]",
                "description": "不能全是空白",
            },
            "message_id": {
                "type": ["string", "null"],
                "minLength": 1,
                "maxLength": 64,
                "description": "重发同一条消息时给同一个, 得到同一个回复",
            },
        },
    }
    paths: dict[str, Any] = {
        "/api/sessions": {
            "post": {
                "operationId": "openSession",
                "summary": "开一个会话",
                "responses": {
                    "201": _answer(
                        "会话号",
                        {"type": "object", "required": ["session"], "properties": {"session": {"type": "string"}}},
                    ),
                },
            }
        },
        "/api/sessions/{session}": {
            "delete": {
                "operationId": "forgetSession",
                "summary": "删除会话和其中的一切",
                "parameters": [session],
                "responses": {"204": _answer("已删除"), **missing},
            }
        },
        "/api/chat": {
            "post": {
                "operationId": "chat",
                "summary": "说一句话",
                "requestBody": {"required": True, "content": {"application/json": {"schema": chat_body}}},
                "responses": {
                    "200": _answer("回复", _ref("Reply")),
                    "429": _answer("太快", _ref("Error")),
                    **missing,
                    **bad,
                },
            }
        },
        "/api/policies": {
            "get": {
                "operationId": "listPolicies",
                "summary": "全部政策",
                "responses": {"200": _answer("政策", {"type": "array", "items": _ref("PolicySummary")})},
            }
        },
        "/api/policies/{id}": {
            "get": {
                "operationId": "readPolicy",
                "summary": "一项政策",
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"enum": [*content.cards]}}],
                "responses": {"200": _answer("政策", _ref("Policy")), **missing},
            }
        },
        "/api/calculators": {
            "get": {
                "operationId": "listCalculators",
                "summary": "全部测算项和各自的输入",
                "responses": {"200": _answer("测算项", {"type": "array", "items": CALCULATOR})},
            }
        },
    }
    for calculator in content.calculators.values():
        paths[f"/api/calculators/{calculator.id}"] = {
            "post": {
                "operationId": f"calculate-{calculator.id}",
                "summary": calculator.title,
                "description": calculator.opening,
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": calculator.json_schema()}},
                },
                "responses": {"200": _answer("结果", _ref("Result")), **bad},
            }
        }
    paths["/api/checkup"] = {
        "post": {
            "operationId": "checkup",
            "summary": "政策体检：按企业情况看全部政策能不能报",
            "description": "没给的情况当作不知道，不当成有，也不当成没有。",
            "requestBody": {"required": True, "content": {"application/json": {"schema": facts_schema(content)}}},
            "responses": {"200": _answer("体检结果", CHECKUP), **bad},
        }
    }
    for path, text in (("/healthz", "在运行"), ("/readyz", "能服务"), ("/metrics", "运行指标")):
        media = "text/plain" if path == "/metrics" else "application/json"
        responses: dict[str, Any] = {"200": {"description": text, "content": {media: {"schema": {}}}}}
        if path == "/readyz":
            responses["503"] = _answer("存储连不上", {"type": "object"})
        paths[path] = {"get": {"operationId": path.strip("/"), "summary": text, "responses": responses}}
    reply = Reply.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    definitions = reply.pop("$defs", {})
    reply["properties"]["result"] = {"anyOf": [_ref("Result"), {"type": "null"}]}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "晋策 jince",
            "version": content.version,
            "description": "按政策文件问答和测算的接口; 金额一律是元。",
        },
        "paths": paths,
        "components": {
            "schemas": {
                "Reply": reply,
                "Result": RESULT,
                "Error": ERROR,
                "PolicySummary": SUMMARY,
                "Policy": POLICY,
                **definitions,
            }
        },
    }
