"""The manifest, the draft's manifest, and who may read them from where."""

from __future__ import annotations

import json
import re

import httpx
import pytest

from tests.web.reconciliation.service import Service, message, needs_suite, validate
from tests.web.serving import Server


def test_manifest_is_one_of_version_02(service: Service) -> None:
    needs_suite()
    validate(service.get().json(), "manifest")


def test_manifest_tells_what_there_is(service: Service, shipped_site: Server) -> None:
    manifest = service.get().json()
    assert {"0.1", "0.2"} <= set(manifest["versions"])
    assert manifest["name"] == "Russia and North Korea"
    assert manifest["identifierSpace"] == "https://w3id.org/diplograph/id/"
    assert manifest["schemaSpace"] == "https://w3id.org/diplograph/ontology#"
    assert manifest["view"] == {"url": shipped_site.address + "/id/{{id}}"}
    assert {"State", "Person", "Treaty", "Event"} <= {each["id"] for each in manifest["defaultTypes"]}
    assert "authentication" not in manifest


def test_every_address_of_the_manifest_answers(service: Service) -> None:
    manifest = service.get().json()
    addresses = [manifest["logo"], manifest["preview"]["url"].replace("{{id}}", "russia")]
    addresses += [each["service_url"] + each["service_path"] + "?prefix=r" for each in manifest["suggest"].values()]
    proposing = manifest["extend"]["propose_properties"]
    addresses.append(proposing["service_url"] + proposing["service_path"])
    for address in addresses:
        assert httpx.get(address).status_code == 200, address


def test_settings_have_help_in_the_spelling_of_each_version(service: Service) -> None:
    settings = service.get().json()["extend"]["property_settings"]
    of_draft = service.get("/draft").json()["extend"]["propertySettings"]
    assert [each["help_text"] for each in settings] == [each["helpText"] for each in of_draft]


def test_draft_has_a_manifest_of_its_own(service: Service) -> None:
    manifest = service.get("/draft").json()
    assert manifest["suggest"] == {"entity": True, "type": True, "property": True}
    assert manifest["extend"]["proposeProperties"] is True
    assert re.fullmatch(r"https?://.*/id/\{id\}", manifest["view"]["url"])
    assert manifest["preview"].keys() == {"width", "height"}


def test_address_with_a_slash_at_its_end_is_the_same(service: Service) -> None:
    assert service.get("/").json() == service.get().json()


@pytest.mark.parametrize("callback", ["jsonp1574", "jQuery33106427_156", "window.refine.done", "$_"])
def test_manifest_comes_as_a_script(service: Service, callback: str) -> None:
    answer = service.get(callback=callback)
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    match = re.fullmatch(r"/\*\*/([\w.$]+)\((.*)\);", answer.text, re.DOTALL)
    assert match and match[1] == callback
    assert json.loads(match[2]) == service.get().json()


@pytest.mark.parametrize(
    "callback", ["alert(1)", "a;b", "1a", "a b", "<script>", "a.", ".a", "a\u2028", "über", "x" * 500, "a[0]"]
)
def test_callback_that_is_no_name_is_refused(service: Service, callback: str) -> None:
    answer = service.get(callback=callback)
    assert "callback" in message(answer)
    assert callback not in answer.text


def test_script_has_no_line_that_a_script_may_not_have(service: Service) -> None:
    queries = json.dumps({"</script>\u2028": {"query": "Russia"}})
    answer = service.get(callback="f", queries=queries)
    assert answer.status_code == 200
    assert "\u2028" not in answer.text


@pytest.mark.parametrize("path", ["", "/suggest/entity", "/extend/propose", "/preview", "/draft"])
def test_any_page_may_read_it(service: Service, path: str) -> None:
    answer = service.request("GET", path, headers={"Origin": "https://example.org"}, params={"id": "russia"})
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("path", "method"),
    [("", "POST"), ("/match", "POST"), ("/extend", "POST"), ("/suggest/type", "GET"), ("/draft/match", "POST")],
)
def test_any_page_may_ask_before(service: Service, path: str, method: str) -> None:
    headers = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "content-type",
    }
    answer = service.request("OPTIONS", path, headers=headers)
    assert answer.status_code == 204
    assert method in answer.headers["access-control-allow-methods"]
    assert "*" in answer.headers["access-control-allow-headers"].split(", ")


def test_errors_may_be_read_as_well(service: Service) -> None:
    assert service.post(queries="[").headers["access-control-allow-origin"] == "*"


def test_head_is_answered_without_a_body(service: Service) -> None:
    answer = service.request("HEAD")
    assert (answer.status_code, answer.content) == (200, b"")


def test_manifest_that_is_known_is_not_sent_again(service: Service) -> None:
    tag = service.get().headers["etag"]
    assert service.request("GET", headers={"If-None-Match": tag}).status_code == 304
