"""The roles of the house: groups, and the permissions that each holds.

Roles are not cumulative and can be combined. A migration of each room calls
`grant` for its own models; `ensure_roles` builds the whole again from the table.
"""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions

# role -> permission verbs on every kind of entry
ENTRY_VERBS = {
    "writers": ("view", "add", "change"),
    "reviewers": ("view", "review"),
    "publishers": ("view", "publish"),
}
# role -> permission verbs on the shared records
RECORD_VERBS = {
    "writers": ("view", "add", "change"),
    "reviewers": ("view",),
    "publishers": ("view", "add", "change", "curate"),
}
# role -> permission verbs on what readers report; forgetting is an administrator's.
REPORT_VERBS = {
    "writers": ("view", "change"),
    "reviewers": ("view",),
    "publishers": ("view",),
}
REPORT_MODELS = {"feedback": ("report",)}
ENTRY_MODELS = {"glossary": ("term",), "articles": ("article",)}
RECORD_MODELS = {
    "editorial": ("tag", "source", "figure", "watchword"),
    "search": ("synonyms", "pick", "miss"),
}


def grant(app_label, models, verbs_of, apps=installed_apps):
    """Give every role its verbs on `models` of one app; safe to call again.

    `apps` is the registry to work with: the installed one, or a migration's.
    """
    config = installed_apps.get_app_config(app_label)
    create_permissions(config, verbosity=0, apps=apps)
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for role, verbs in verbs_of.items():
        group, _created = group_model.objects.get_or_create(name=role)
        codenames = [f"{verb}_{model}" for verb in verbs for model in models]
        group.permissions.add(
            *permission_model.objects.filter(
                content_type__app_label=app_label, codename__in=codenames
            )
        )


def ensure_roles():
    """Build all three groups again, as the migrations did."""
    for app_label, models in RECORD_MODELS.items():
        grant(app_label, models, RECORD_VERBS)
    for app_label, models in ENTRY_MODELS.items():
        grant(app_label, models, ENTRY_VERBS)
    for app_label, models in REPORT_MODELS.items():
        grant(app_label, models, REPORT_VERBS)
