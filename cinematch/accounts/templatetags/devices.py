"""Devices in templates."""

from django import template
from django.utils.translation import gettext as _

from cinematch.accounts.devices import browser_of, system_of

register = template.Library()


@register.filter
def device_name(user_agent: str) -> str:
    """Return "Firefox on Android", or the unknown text itself."""
    browser, system = browser_of(user_agent), system_of(user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or user_agent or _("An unnamed device")
