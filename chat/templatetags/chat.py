"""How answers are signed on a page, and what is told of their making."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chat.feedback import asks_which as asks_which_films
from chat.models import Message

register = template.Library()

# Who runs a service, by the name of its provider. Names are not translated.
COMPANIES = {
    "claude": ("Claude", "Anthropic"),
    "openai": ("OpenAI", "OpenAI"),
    "gemini": ("Gemini", "Google"),
}
# The answer did not come, and neither did the question get there.
UNREACHED = ("unreachable", "misconfigured")

register.filter("asks_which", asks_which_films)


@register.filter
def written_by(answer: Message) -> str:
    """Say what wrote an answer, and where."""
    if not answer.provider:
        return _("Not finished by anyone")
    if answer.provider == "template":
        return _("Written on this server, without a language model")
    if answer.provider in COMPANIES and not answer.asked:
        # Kept from an earlier answer (chat.caching): this question went nowhere.
        return _("%(name)s, written earlier for the same question") % {
            "name": COMPANIES[answer.provider][0]
        }
    if answer.provider in COMPANIES:
        name, company = COMPANIES[answer.provider]
        if not answer.asked:
            return _("%(name)s, from an answer given before") % {"name": name}
        words = {"name": name, "company": company}
        return _("%(name)s, sent to %(company)s") % words
    return _("%(model)s on this server") % {"model": answer.model or answer.provider}


@register.filter
def left_server(answer: Message) -> bool:
    """Whether any model elsewhere was asked, even if another one answered."""
    return any(not each["local"] for each in answer.asked)


@register.filter
def stand_in_for(answer: Message) -> str:
    """Say why not the first choice wrote it, "" where it did."""
    if not answer.asked or not answer.provider:
        return ""
    if answer.provider == "template":
        return _("Used because no language model answered")
    if len(answer.asked) == 1:
        return ""
    if answer.asked[0]["local"]:
        return _("Used because the local model did not answer")
    return _("Used because %(model)s did not answer") % {
        "model": answer.asked[0]["model"]
    }


@register.filter
def models_asked(answer: Message) -> list[str]:
    """Return a line for each model that was asked, in order."""
    followers = [*answer.asked[1:], {"after": ""}]
    return [
        _asked(each, follower["after"])
        for each, follower in zip(answer.asked, followers, strict=True)
    ]


@register.filter
def parts_sent(answer: Message) -> list[str]:
    """Return what the question was sent with, a line for each part."""
    sent = answer.sent
    lines = [_("Your question")] if sent else []
    if count := sent.get("turns"):
        lines.append(
            ngettext("%d message before it", "%d messages before it", count) % count
        )
    if count := sent.get("films"):
        lines.append(
            ngettext("%d film of the catalogue", "%d films of the catalogue", count)
            % count
        )
    if count := sent.get("reasons"):
        lines.append(
            ngettext("%d reason why they fit", "%d reasons why they fit", count) % count
        )
    if count := sent.get("memories"):
        lines.append(
            ngettext("%d thing you let me remember", "%d things you let me remember",
                     count) % count
        )  # fmt: skip
    if sent.get("summary"):
        lines.append(_("A summary of what was said before"))
    if name := sent.get("persona"):
        lines.append(_("How %(name)s speaks") % {"name": name})
    return lines


@register.filter
def seconds(answer: Message) -> float:
    """Return how long an answer took, from the question to its last word."""
    finished_at = answer.finished_at or answer.created_at
    return (finished_at - answer.created_at).total_seconds()


def _asked(asked: dict[str, str], after: str) -> str:
    _name, company = COMPANIES.get(asked["provider"], ("", ""))
    place = company or _("this server")
    words = {"model": asked["model"], "place": place}
    if after in UNREACHED:
        return _("%(model)s at %(place)s could not be reached") % words
    if after:
        return _("%(model)s at %(place)s got it and gave no whole answer") % words
    return _("%(model)s at %(place)s") % words
