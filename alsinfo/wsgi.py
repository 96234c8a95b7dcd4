"""The WSGI application that the server runs: Django, behind the page cache."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alsinfo.settings")

application = get_wsgi_application()
if settings.PAGE_CACHE:
    # It asks the database, whose models are known only once Django is set up.
    from .public.pages import PageCache

    application = PageCache(application)
