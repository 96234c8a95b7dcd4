"""A plain page of Django's: what `startproject` gives, three queries and a template.

QUERIED_DATABASE names its SQLite file, which is made when missing, or is the address
of a database on a server. The body of its page is that of ours, so that both send about
the same bytes.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from .asking import median
from .bare import _kept

APPS = ["admin", "auth", "contenttypes", "sessions", "messages", "staticfiles"]
BASE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{% block title %}{% endblock %}</title></head><body><nav><ul>
{% for page in newest %}<li><a href="{% url 'page' page.pk %}">{{ page.title }}</a></li>
{% endfor %}</ul></nav><main>{% block main %}{% endblock %}</main></body></html>"""
PAGE = """{% extends "base.html" %}{% block title %}{{ page.title }}{% endblock %}
{% block main %}<h1>{{ page.title }}</h1><p>{{ page.section.title }},
<time datetime="{{ page.changed|date:'c' }}">{{ page.changed|date }}</time></p>
<ul>{% for tag in tags %}<li>{{ tag.title }}</li>{% endfor %}</ul>
{{ page.body|safe }}{% endblock %}"""
LOADER = "django.template.loaders"


def database(name):
    """A file, or what an address names; who starts from a file reads no addresses."""
    if "://" not in name:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name}
    from environ import Env  # noqa: PLC0415 - not part of a plain start

    return dict(Env.db_url_config(name))


settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    SECRET_KEY="nothing here is worth a secret",
    ROOT_URLCONF="tests.benchmarks.queried_urls",
    DATABASES={
        "default": {"CONN_MAX_AGE": 60, **database(os.environ["QUERIED_DATABASE"])}
    },
    USE_TZ=True,
    STATIC_URL="/static/",
    INSTALLED_APPS=[*(f"django.contrib.{name}" for name in APPS), __package__],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": False,
            "OPTIONS": {
                "loaders": [
                    (
                        f"{LOADER}.cached.Loader",
                        [
                            (
                                f"{LOADER}.locmem.Loader",
                                {"base.html": BASE, "page.html": PAGE},
                            ),
                            f"{LOADER}.app_directories.Loader",
                        ],
                    )
                ],
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
            },
        },
    ],
)
application = get_wsgi_application()

from . import queried_models  # noqa: E402 - models come after `setup`

queried_models.fill(
    _kept["identity"][1][0].decode(), Path(f"{os.environ['BARE_ANSWERS']}.lock")
)

if __name__ == "__main__":
    print(median(application, "/pages/1/"))
