"""The interface's addresses; each answer is kept like a page, and its description is a page without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path

from nianbao.web.pages.api.api import api
from nianbao.web.presentation.kept_pages import public_page

PREFIX = "api/v1/"


@public_page
def docs(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters, from the OpenAPI description."""
    return render(request, "pages/api/docs.html", {"operations": operations(), "title": api.title})


def operations() -> list[dict[str, Any]]:
    """What the OpenAPI description says of each operation, flattened for reading."""
    schema = api.get_openapi_schema(path_prefix=f"/{PREFIX}")
    found = []
    for address, methods in schema["paths"].items():
        for method, said in methods.items():
            parameters = [
                {
                    "name": one["name"],
                    "place": one["in"],
                    "required": one.get("required", False),
                    "kind": kind_of(one["schema"]),
                }
                for one in said.get("parameters", [])
            ]
            found.append(
                {
                    "address": address,
                    "method": method.upper(),
                    "summary": said["summary"],
                    "description": said.get("description", ""),
                    "parameters": parameters,
                }
            )
    return found


def kind_of(schema: dict[str, Any]) -> str:
    """A parameter's type in few words.

    >>> kind_of({"type": "integer", "minimum": 1, "maximum": 1000, "default": 100})
    'integer 1–1000 = 100'
    >>> kind_of({"enum": ["", "school"], "type": "string"}), kind_of({"type": "array", "items": {"type": "string"}})
    ('school', 'string …')
    """
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"] if one != "")
    if schema.get("type") == "array":
        return f"{kind_of(schema['items'])} …"
    text = str(schema.get("type", "string"))
    if "minimum" in schema and "maximum" in schema:
        text += f" {schema['minimum']}–{schema['maximum']}"
    default = schema.get("default")
    return f"{text} = {default}" if default not in (None, "", []) else text


def _from_anywhere(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pages of other sites may read the answers: nothing here depends on who asks."""

    def handle(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        response = view(request, *arguments, **named)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return handle


def _kept() -> list[URLPattern | URLResolver]:
    """The operations as pages that are kept: nobody signs in, a tag answers whoever has the answer already."""
    patterns, application, namespace = api.urls
    for one in patterns:
        if isinstance(one, URLPattern) and one.name != "api-root":
            one.callback = public_page(_from_anywhere(one.callback))
    return [path(PREFIX, (patterns, application, namespace))]


urlpatterns: list[URLPattern | URLResolver] = [path(f"{PREFIX}docs", docs, name="api-docs"), *_kept()]
