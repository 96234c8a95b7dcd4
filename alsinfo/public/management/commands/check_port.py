"""Says whether the server can have its port, before anything else is done.

The server shares its port between workers (SO_REUSEPORT), so a second one would start
beside the first without a word, and the two would take turns.
"""

import errno
import socket
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

REASONS = {
    errno.EADDRINUSE: "Port {port} is taken: stop what uses it, or choose another "
    "with PORT={other}.",
    errno.EACCES: "Port {port} needs special rights: choose one from 1024 on.",
}


class Command(BaseCommand):
    """Binds the port for a moment."""

    help = "Refuse with a sentence when the port is taken."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        port = settings.PORT
        with socket.socket() as probe:
            # Without this the port of a server that has just stopped counts as taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                other = port + 1 if port < 65535 else 8000
                reason = REASONS.get(error.errno or 0, "Port {port} cannot be used.")
                raise CommandError(reason.format(port=port, other=other)) from None
