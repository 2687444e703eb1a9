"""What was said to CineBot is read only by those who may."""

import pytest
from django.test import Client

from chat.models import Conversation, Message
from cinematch.accounts import roles
from cinematch.accounts.models import User
from tests.admin.rows import page
from tests.factories import ConversationFactory, QuestionFactory, UserFactory

SECRET = "Something about my divorce"


@pytest.fixture
def conversation(db: None) -> Conversation:
    asked: Message = QuestionFactory(
        conversation=ConversationFactory(title=SECRET), text=SECRET
    )
    return asked.conversation


def staff_with(*permissions: str) -> User:
    person: User = UserFactory(is_staff=True)
    person.user_permissions.set(roles.permissions_named(permissions))
    return person


def test_a_list_of_conversations_does_not_say_what_was_said(
    client: Client, conversation: Conversation
) -> None:
    client.force_login(staff_with("chat.view_conversation"))
    answer = client.get(page(Conversation, "changelist"))
    assert str(conversation.pk) in answer.content.decode()
    assert SECRET not in answer.content.decode()


def test_a_conversation_is_closed_to_who_may_only_list(
    client: Client, conversation: Conversation
) -> None:
    client.force_login(staff_with("chat.view_conversation"))
    address = page(Conversation, "change", conversation.pk)
    assert client.get(address).status_code == 403


def test_a_conversation_opens_to_who_may_read_messages(
    client: Client, conversation: Conversation
) -> None:
    client.force_login(staff_with("chat.view_conversation", "chat.view_message"))
    text = client.get(page(Conversation, "change", conversation.pk)).content.decode()
    assert SECRET in text
    assert 'name="_save"' not in text
