"""The pages the browser suite looks at. Add yours: a name, where it is, who sees it.

An address may name things of the gallery (tests/browser/gallery.py) in braces.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    path: str
    as_member: bool = False
    status: int = 200


PAGES = [
    Page("home of a newcomer", "/"),
    Page("home of a member", "/", as_member=True),
    Page("browse", "/films/"),
    Page("browse, filtered", "/films/?genre=drama&not_genre=horror&year_to=2000"),
    Page("nothing found", "/films/?genre=horror&year_from=2030"),
    Page("search", "/films/?q=night+train"),
    Page("film", "{film}"),
    Page("film of a member", "{film}", as_member=True),
    Page("film for others", "{adult_film}", status=403),
    Page("person", "{person}"),
    Page("watchlist, empty", "/watchlist/"),
    Page("watchlist", "/watchlist/", as_member=True),
    Page("for you, cold", "/for-you/"),
    Page("for you", "/for-you/", as_member=True),
    Page("picker, groups", "/taste/"),
    Page("picker, films", "/taste/films/"),
    Page("picker, limits", "/taste/limits/"),
    Page("ratings, empty", "/ratings/"),
    Page("ratings", "/ratings/", as_member=True),
    Page("import", "/import/"),
    Page("conversations, none", "/chat/conversations/"),
    Page("conversations", "/chat/conversations/", as_member=True),
    Page("conversations, found", "/chat/conversations/?words=slow", as_member=True),
    Page("conversation to share", "/chat/{talk}/share/", as_member=True),
    Page("shared conversation", "/chat/shared/{link}/"),
    Page("credits", "/credits/"),
    Page("API", "/api/"),
    Page("offline", "/offline/"),
    Page("not found", "/nowhere/", status=404),
    Page("sign in", "/accounts/login/"),
    Page("sign up", "/accounts/signup/"),
    Page("age", "/profile/age/"),
    Page("password forgotten", "/accounts/password/reset/"),
    Page("password link sent", "/accounts/password/reset/done/"),
    Page("password link used up", "/accounts/password/reset/key/1-set-password/"),
    Page("mail link used up", "/accounts/confirm-email/nonsense/"),
    Page("sign out", "/accounts/logout/", as_member=True),
    Page("profile of a guest", "/profile/"),
    Page("profile", "/profile/", as_member=True),
    Page("memory, empty", "/chat/memory/"),
    Page("memory", "/chat/memory/", as_member=True),
    Page("e-mail", "/accounts/email/", as_member=True),
    Page("password", "/accounts/password/change/", as_member=True),
    Page("password again", "/accounts/reauthenticate/", as_member=True),
    Page("two steps", "/accounts/2fa/", as_member=True),
    Page("signed in where", "/accounts/sessions/", as_member=True),
    Page("export", "/profile/export/", as_member=True),
    Page("delete account", "/profile/delete/", as_member=True),
    Page("link gone", "/profile/first-administrator/used/", status=410),
]
