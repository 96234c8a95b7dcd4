"""The site's own watch-list: what it must catch, and what it must let pass."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings

from alsinfo.editorial.findings import watchlist
from alsinfo.editorial.models import Watchword
from alsinfo.text import prose

FIXTURE = Path(settings.BASE_DIR, "fixtures", "watchwords.yaml")


@pytest.fixture(scope="module")
def listed():
    rows = yaml.safe_load(FIXTURE.read_text(encoding="utf-8"))
    fields = [{**row["fields"], "source": None} for row in rows]
    return watchlist.watch_list_of(Watchword(**row) for row in fields)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("AMX0035 has not been withdrawn.", "amx0035"),
        ("AMX-0035 helps.", "amx0035"),
        ("Nobody knows what phenyl butyrate does.", "amx0035"),
        ("People refused to believe that Relyvrio fails.", "amx0035"),
        ("This is no doubt a breakthrough.", "breakthrough"),
        ("It is not only a miracle.", "breakthrough"),
        ("Curing ALS is near.", "cure"),
        ("Doctors proved that it works.", "proven"),
        ("Edaravon helps.", "misspelt-edaravone"),
        ("Stop riluzole at once.", "start-or-stop-a-medicine"),
        ("Don’t ever stop riluzole.", "start-or-stop-a-medicine"),
        ("If you feel sick, stop the tablets.", "start-or-stop-a-medicine"),
        ("Riluzole should never be stopped.", "start-or-stop-a-medicine"),
        ("Patients should continue their riluzole.", "go-on-with-a-medicine"),
        ("Keep on taking riluzole.", "go-on-with-a-medicine"),
        ("It is important to keep taking it.", "go-on-with-a-medicine"),
        ("People with ALS should take vitamin E.", "doses"),
        ("Never skip a dose.", "doses"),
        ("We recommend tofersen for SOD1.", "doses"),
        ("Join this trial now.", "joining-a-trial"),
    ],
)
def test_it_catches(listed, sentence, code):
    assert code in {hit.code for hit in listed.hits(prose.paragraphs(sentence))}


@pytest.mark.parametrize(
    "sentence",
    [
        "AMX0035 was withdrawn in 2024 and refused in the EU.",
        "It is far from a breakthrough.",
        "This claim of a breakthrough is false.",
        "The diagnosis is confirmed by a specialist.",
        "You can stay on the ward overnight.",
        "A mask can come off at night.",
        "Do not stop to rest on stairs.",
        "Some people stop taking riluzole because of nausea.",
        "Half of them stopped taking riluzole.",
        "We do not tell you to keep taking a medicine.",
        "Ask your team whether you should start a medicine.",
    ],
)
def test_it_lets_pass(listed, sentence):
    assert list(listed.hits(prose.paragraphs(sentence))) == []
