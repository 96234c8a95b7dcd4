"""The one door: every change of a status, an interval, the trail or the stamp.

Each act is one transaction. It locks (the site's stamp first when it touches the
timeline, then the entry), compares what the caller saw with what stands, asks the
table in `workflow`, does its own work, and writes one event. A refusal is an
exception from `refusals` and leaves every row as it was.

Instants are aware datetimes in UTC; `by` is always an account.
"""

from .acting import may, renew_site
from .aside import set_aside
from .drafting import (
    approve,
    archive,
    request_changes,
    restore,
    restore_version,
    save_draft,
    submit,
    take_back,
    unsaved_copy,
    write_derived,
)
from .generating import (
    BATCH,
    SAVED_BY,
    Draft,
    delete_generated,
    generated,
    insert_generated,
)
from .holding import refuse_taken_address, wrote
from .publishing import (
    cancel_schedule,
    move_end,
    publish,
    rename,
    still_right,
    suppress,
    withdraw,
)
from .recording import look_on, save_record
from .stretches import DECIDES, MOST_READ, open_of, unread_of
from .weighing import Effect, effect_of

__all__ = [
    "BATCH",
    "DECIDES",
    "MOST_READ",
    "SAVED_BY",
    "Draft",
    "Effect",
    "approve",
    "archive",
    "cancel_schedule",
    "delete_generated",
    "effect_of",
    "generated",
    "insert_generated",
    "look_on",
    "may",
    "move_end",
    "open_of",
    "publish",
    "refuse_taken_address",
    "rename",
    "renew_site",
    "request_changes",
    "restore",
    "restore_version",
    "save_draft",
    "save_record",
    "set_aside",
    "still_right",
    "submit",
    "suppress",
    "take_back",
    "unread_of",
    "unsaved_copy",
    "withdraw",
    "write_derived",
    "wrote",
]
