"""HTTP and WebSocket entry: what daphne serves."""

import os
from threading import Thread

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cinematch.settings")
# Threads come and go under an event loop, and a connection with each of them: to open
# one took 30 ms of the time to the first word of an answer.
os.environ.setdefault("DATABASE_POOL", "16")
http = get_asgi_application()

# Consumers import models, so only after the apps are loaded.
from django.conf import settings  # noqa: E402

from chat.routing import websocket_urlpatterns  # noqa: E402
from cinematch.warming import warm_up  # noqa: E402

if settings.SECRETS_MISSING:
    raise ImproperlyConfigured(
        "SECRET_KEY and FIELD_KEYS must be set to serve. `manage.py up` makes them for "
        "one machine; docs/operating.md says how to make them for a server."
    )

if settings.WARM_UP:
    Thread(target=warm_up, name="warm-up", daemon=True).start()

application = ProtocolTypeRouter(
    {
        "http": http,
        "websocket": AllowedHostsOriginValidator(
            AuthMiddlewareStack(URLRouter(websocket_urlpatterns))
        ),
    }
)
