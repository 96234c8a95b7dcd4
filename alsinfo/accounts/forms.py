"""The forms of the door that neither Django nor allauth brings as we need them."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

# Of a name or mail address, and of a password; hashing a longer one costs us time.
LONGEST_NAME = 254
LONGEST_PASSWORD = 1_000


class SignInForm(LoginForm):
    """Without the link inside a field: the page has one below the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        longest = {"login": LONGEST_NAME, "password": LONGEST_PASSWORD}
        for name, most in longest.items():
            self.fields[name].validators.append(MaxLengthValidator(most))


class AskForm(forms.Form):
    email = forms.EmailField(
        label=_("Mail address of your account"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
