"""Texts that attack: names, ids, notes and addresses are shown as they are, and nothing of them runs."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from kg.exports.html.data import Surroundings, graph_data
from kg.exports.html.page import render
from tests.browser.conftest import Opened, Opener
from tests.exports.hostile import IMAGE, LONG, SCRIPT, TEXTS, hostile_network

VIEWS = ["network", "timeline", "map", "table"]
