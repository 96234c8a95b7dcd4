#!/usr/bin/env python
"""The command line of alsinfo. A wrong setting is answered with a sentence."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError


def main() -> None:
    """Run one management command; `--traceback` shows what lies beneath a refusal."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alsinfo.settings")
    try:
        # Django puts off a settings error until a command stumbles over it.
        settings.INSTALLED_APPS  # noqa: B018
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"alsinfo cannot start: {error}")
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        reason = " ".join(str(error).split())
        sys.exit(f"The database did not answer as it should: {reason}")


if __name__ == "__main__":
    main()
