"""The template as one more LangChain chat model, for whoever works with those.

The chain itself writes with the template directly: an answer that needs nothing outside
the process does not wait for LangChain to be imported.
"""

from collections.abc import AsyncIterator
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from providers.base import Brief, Text
from providers.template import TemplateProvider, write


class TemplateChatModel(BaseChatModel):
    """Writes from `brief`; the messages say the same to a model, and are not read."""

    brief: Brief

    @property
    def _llm_type(self) -> str:
        return "template"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        message = AIMessage(content=write(self.brief))
        return ChatResult(generations=[ChatGeneration(message=message)])

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        async for delta in TemplateProvider().astream(self.brief):
            chunk = (
                AIMessageChunk(content=delta.text)
                if isinstance(delta, Text)
                else AIMessageChunk(
                    content="", response_metadata={"finish_reason": "stop"}
                )
            )
            yield ChatGenerationChunk(message=chunk)
