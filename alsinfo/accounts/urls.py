"""Addresses of the door. Their names are those that allauth asks for; no sign-up."""

from allauth.account.views import logout
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp.views import deactivate_totp
from django.urls import path
from django.views.decorators.cache import never_cache

from . import views

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("again/", views.Reauthenticate.as_view(), name="account_reauthenticate"),
    path(
        "password/change/",
        views.ChangePassword.as_view(),
        name="account_change_password",
    ),
    path("password/reset/", views.AskReset.as_view(), name="account_reset_password"),
    path(
        "password/set/<uidb64>/<token>/",
        views.SetByLink.as_view(),
        name="account_set_by_link",
    ),
    path("means/", views.Means.as_view(), name="mfa_index"),
    path("code/", views.Authenticate.as_view(), name="mfa_authenticate"),
    path(
        "code/again/", views.ReauthenticateByCode.as_view(), name="mfa_reauthenticate"
    ),
    path("app/add/", views.ActivateCodes.as_view(), name="mfa_activate_totp"),
    path("app/key.svg", views.picture, name="totp_picture"),
    path("app/remove/", deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "recovery-codes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "recovery-codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("passkey/", views.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path(
        "passkey/again/",
        views.ReauthenticateByPasskey.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("passkey/add/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "passkey/<int:pk>/remove/",
        views.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
]
for pattern in urlpatterns:
    pattern.callback = never_cache(pattern.callback)
