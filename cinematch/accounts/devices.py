"""What a browser calls itself, in words a person knows."""

# The first name found wins: Edge and Opera also call themselves Chrome, and all of them
# call themselves Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def browser_of(user_agent: str) -> str:
    return next((name for mark, name in BROWSERS if mark in user_agent), "")


def system_of(user_agent: str) -> str:
    return next((name for mark, name in SYSTEMS if mark in user_agent), "")
