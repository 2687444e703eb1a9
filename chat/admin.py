"""Conversations in the staff panel: that they happened is seen by those who may list
them; what was said only by those who may also view messages. Nobody edits either."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chat.models import Conversation, Message
from chat.personas.admin import PersonaAdmin
from cinematch.adminbase import ReadOnlyAdmin, StaffInline

__all__ = ["ConversationAdmin", "MessageAdmin", "PersonaAdmin"]

READ_MESSAGES = "chat.view_message"


class MessageInline(StaffInline):
    model = Message
    fk_name = "conversation"
    fields = ("created_at", "role", "text", "status", "provider", "thumb", "reason")
    readonly_fields = fields
    ordering = ("pk",)
    can_delete = False

    def has_add_permission(
        self, request: HttpRequest, obj: Conversation | None = None
    ) -> bool:
        return False


@admin.register(Conversation)
class ConversationAdmin(ReadOnlyAdmin):
    list_select_related = ("user",)
    sortable_by = ("updated_at",)
    ordering = ("-updated_at",)
    search_fields = ("user__email__startswith",)
    search_help_text = _("The beginning of an e-mail address, in lower case")
    list_display = ("id", "user", "updated_at", "title")
    fields = ("user", "title", "created_at", "updated_at")
    inlines = (MessageInline,)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        # A title is the beginning of the first question.
        may_read = request.user.has_perm(READ_MESSAGES)
        return self.list_display if may_read else self.list_display[:-1]

    def has_view_permission(
        self, request: HttpRequest, obj: Conversation | None = None
    ) -> bool:
        may_read = obj is None or request.user.has_perm(READ_MESSAGES)
        return super().has_view_permission(request, obj) and may_read


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """Answers people liked or did not, to learn from."""

    list_display = ("created_at", "role", "status", "provider", "thumb", "reason")
    ordering = ("-pk",)
    list_filter = ("thumb",)
    fields = (
        "conversation", "role", "text", "status", "version", "intent", "query", "films",
        "provider", "model", "thumb", "reason", "created_at", "finished_at",
    )  # fmt: skip
