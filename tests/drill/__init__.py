"""The drill's surroundings: a folder that is thrown away, a free port, plain settings.

They have to stand before the first import of the site.
"""

import os
import tempfile
from pathlib import Path

import django

from .server import free_port

FOLDER = Path(tempfile.mkdtemp(prefix="alsinfo-drill-"))
PORT = free_port()

for _name in ("DATABASE_URL", "CACHE_URL", "SITE_URL", "EMAIL_URL", "DEBUG"):
    os.environ.pop(_name, None)
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "alsinfo.settings",
    "DATA_DIR": str(FOLDER),
    "PORT": str(PORT),
    "REQUIRE_MFA": "false",
    "TRUSTED_PROXIES": "",
    "SECRET_KEY": "only for the drill, where nothing is worth a secret 0123456789",
}
django.setup()
