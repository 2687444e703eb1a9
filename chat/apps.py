from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChatConfig(AppConfig):
    name = "chat"
    verbose_name = _("Conversations")

    def ready(self) -> None:
        from chat import keeping
        from chat.memories import keeping as memory_keeping
        from cinematch import schedule

        keeping.register()
        memory_keeping.register()
        schedule.register(
            schedule.Entry(
                "Remember what people told CineBot",
                "chat.tasks.learn_from_conversations",
                minute="*/10",
            )
        )
