"""Conversations as the API writes and reads them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from chat.models import MAX_QUESTION_CHARS, TITLE_CHARS, Conversation, Message
from chat.protocol import MAX_FILMS
from chat.transcript import known_titles, unlisted_in
from movies.api.shapes import FilmCardSerializer
from movies.models import Film


class QuestionSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=MAX_QUESTION_CHARS)


class ConversationSerializer(serializers.ModelSerializer[Conversation]):
    pinned = serializers.SerializerMethodField()
    archived = serializers.SerializerMethodField()

    class Meta:
        model = Conversation
        fields: tuple[str, ...] = (
            "id", "title", "pinned", "archived", "created_at", "updated_at",
        )  # fmt: skip

    def get_pinned(self, conversation: Conversation) -> bool:
        return conversation.pinned_at is not None

    def get_archived(self, conversation: Conversation) -> bool:
        return conversation.archived_at is not None


class ArrangementSerializer(serializers.Serializer[Any]):
    """What is left out stays as it is."""

    title = serializers.CharField(max_length=TITLE_CHARS, required=False)
    pinned = serializers.BooleanField(required=False)
    archived = serializers.BooleanField(required=False)


class FeedbackSerializer(serializers.Serializer[Any]):
    """`films` are those that the reason is about; an empty thumb takes it all back."""

    thumb = serializers.ChoiceField(choices=Message.Thumb.choices, allow_blank=True)
    reason = serializers.ChoiceField(
        choices=Message.Reason.choices, allow_blank=True, default=""
    )
    films = serializers.ListField(
        child=serializers.IntegerField(), max_length=MAX_FILMS, default=list
    )


class AskedSerializer(serializers.Serializer[Any]):
    """A model that was asked. `after` is why the one before it gave no answer."""

    provider = serializers.CharField()
    model = serializers.CharField()
    local = serializers.BooleanField()
    after = serializers.CharField()


class MessageSerializer(serializers.ModelSerializer[Message]):
    """`films` are those of the answer that the asker may see now, `unlisted` titles
    that its writer named and that are not in the library; `sent` is how many of each
    part of the question's brief the models in `asked` were given.
    """

    films = serializers.SerializerMethodField()
    unlisted = serializers.SerializerMethodField()
    asked = AskedSerializer(many=True, read_only=True)
    sent = serializers.DictField(read_only=True)

    class Meta:
        model = Message
        fields = (
            "id", "role", "text", "status", "version", "created_at", "films",
            "unlisted", "provider", "model", "asked", "sent", "thumb", "reason",
        )  # fmt: skip

    @extend_schema_field(FilmCardSerializer(many=True))
    def get_films(self, message: Message) -> Any:
        films = self.context["films"]
        shown = [films[pk] for pk in message.films if pk in films]
        return FilmCardSerializer(shown, many=True).data

    def get_unlisted(self, message: Message) -> list[str]:
        return unlisted_in(message, self.context["known"])


class TranscriptSerializer(ConversationSerializer):
    messages = serializers.SerializerMethodField()

    class Meta(ConversationSerializer.Meta):
        fields = (*ConversationSerializer.Meta.fields, "messages")

    @extend_schema_field(MessageSerializer(many=True))
    def get_messages(self, conversation: Conversation) -> Any:
        viewer = self.context["viewer"]
        messages = list(conversation.messages.shown())
        ids = {pk for message in messages for pk in message.films}
        context = {
            "films": Film.objects.visible_to(viewer).for_cards().in_bulk(ids),
            "known": known_titles(viewer, messages),
        }
        return MessageSerializer(messages, many=True, context=context).data


class ShareSerializer(serializers.Serializer[Any]):
    url = serializers.URLField()
    created_at = serializers.DateTimeField()
