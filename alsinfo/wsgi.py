"""The WSGI application that the server runs: Django, behind the page cache.

While it is put together nothing is thrown away, so there is nothing to collect; and
what is there at the end stays, so that no later collection need look at it.
"""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from .editorial.apps import EditorialAdminConfig
from .public.bounds import OnlyUtf8

gc.disable()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alsinfo.settings")
EditorialAdminConfig.at_once = False

django = OnlyUtf8(get_wsgi_application())

# They ask the database, whose models are known only once Django is set up.
from .public.pages import Compressing, PageCache  # noqa: E402

application = PageCache(django) if settings.PAGE_CACHE else Compressing(django)
gc.freeze()
gc.enable()
