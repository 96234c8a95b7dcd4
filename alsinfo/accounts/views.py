"""The pages of the door: allauth's and Django's views, on our templates and limits."""

import logging
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from . import letters, limits, second_factor
from .forms import LONGEST_NAME, AskForm
from .visitors import address_of

log = logging.getLogger("alsinfo.accounts")


def too_many(request: HttpRequest, account_name: str, seconds: int) -> HttpResponse:
    """429, with the time to wait in words and in the header."""
    log.warning("Too many tries: %s from %s", account_name, address_of(request))
    minutes = -(-seconds // 60)
    response = render(request, "429.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


class Counted:
    """Mixed into a page that takes a password or a code: failures are counted."""

    def account_name(self) -> str | None:
        return self.request.user.get_username()

    def is_right(self, response: HttpResponse) -> bool:
        return 300 <= response.status_code < 400

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name, address = self.account_name(), address_of(request)
        try:
            attempt = limits.begin("sign-in", account=name, address=address)
        except limits.TooMany as limit:
            return too_many(request, name or "a passkey", limit.seconds)
        response = super().post(request, *args, **kwargs)
        if self.is_right(response):
            attempt.forgive()
        else:
            log.warning("Sign-in refused: %s from %s, %s", name, address, request.path)
        return response


class SignIn(Counted, account.LoginView):
    def account_name(self) -> str:
        return self.request.POST.get("login", "").strip()[:LONGEST_NAME]


class SignInByPasskey(Counted, webauthn.LoginWebAuthnView):
    def account_name(self) -> None:
        """Nobody guesses a passkey, and no stranger shuts somebody else out by one."""

    def is_right(self, response: HttpResponse) -> bool:
        return self.request.user.is_authenticated


class Authenticate(Counted, mfa.AuthenticateView):
    """The second page of a sign-in."""

    def account_name(self) -> str:
        return self.stage.login.user.get_username()


class Reauthenticate(Counted, account.ReauthenticateView):
    pass


class ReauthenticateByCode(Counted, mfa.ReauthenticateView):
    pass


class ReauthenticateByPasskey(Counted, webauthn.ReauthenticateWebAuthnView):
    pass


class Means(mfa.IndexView):
    """How this person signs in, and what is still owed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account_of = self.request.user
        way = second_factor.way_to_prove(self.request)
        return super().get_context_data(**kwargs) | {"owed": way, "person": account_of}


class ActivateCodes(totp.ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        proven(self.request, "totp")
        return response


class AddPasskey(webauthn.AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A passkey that a device keeps signs in alone; an older key is a second."""
        context = super().get_context_data(**kwargs)
        options = context["js_data"]["creation_options"]["publicKey"]
        choice = {**options["authenticatorSelection"], "residentKey": "preferred"}
        choice["requireResidentKey"] = False
        whole = {**options, "authenticatorSelection": choice}
        context["js_data"] = {"creation_options": {"publicKey": whole}}
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        proven(self.request, "webauthn")
        return response


class RemovePasskey(webauthn.RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")


def proven(request: HttpRequest, kind: str) -> None:
    """Who has just set up a second factor has shown that they hold it."""
    record_authentication(request, request.user, "mfa", type=kind)
    log.info("Second factor added: %s, %s", request.user.get_username(), kind)


@login_required
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The key of an authenticator app, to be photographed while it is set up."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(svg, content_type="image/svg+xml")


# Passwords.


class ChangePassword(Counted, auth.PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        messages.success(self.request, _("Your password is changed."))
        log.info("Password changed: %s", self.request.user.get_username())
        return response


class AskReset(FormView):
    """Ask for a link by mail. The answer is the same for every address."""

    form_class = AskForm
    template_name = "accounts/password_reset.html"

    def form_valid(self, form: Any) -> HttpResponse:
        email, address = form.cleaned_data["email"], address_of(self.request)
        try:
            limits.begin("reset", account=email, address=address)
        except limits.TooMany as limit:
            return too_many(self.request, "password by mail", limit.seconds)
        log.info("Password by mail asked from %s", address)
        letters.send_reset(email)
        return render(self.request, "accounts/password_reset_sent.html")


class SetByLink(auth.PasswordResetConfirmView):
    template_name = "accounts/password_set.html"
    success_url = reverse_lazy("account_login")

    def get_user(self, uidb64: str) -> Any:
        """Nobody for a closed account."""
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None

    def render_to_response(self, context: Any, **kwargs: Any) -> HttpResponse:
        status = 200 if context["validlink"] else 404
        return super().render_to_response(context, status=status, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        messages.success(self.request, _("Your password is set. Please sign in."))
        log.info("Password set by link: %s", self.user.get_username())
        return response
