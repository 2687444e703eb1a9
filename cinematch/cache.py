"""The cache, without which the site goes on: Redis gone means every read misses."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import ConnectionError as RedisGone
from redis.exceptions import TimeoutError as RedisSlow

logger = logging.getLogger(__name__)


def _soft(name: str, answer: Any) -> Callable[..., Any]:
    ask = getattr(RedisCacheClient, name)

    @wraps(ask)
    def ask_softly(self: RedisCacheClient, *args: Any, **kwargs: Any) -> Any:
        try:
            return ask(self, *args, **kwargs)
        except (RedisGone, RedisSlow) as error:
            logger.warning("cache gone, %s skipped: %s", name, error)
            return answer

    return ask_softly


class SoftRedisCacheClient(RedisCacheClient):
    """A limit sees that Redis is gone: `add` adds nothing, `incr` finds no key."""

    add = _soft("add", answer=False)
    set = _soft("set", answer=None)
    touch = _soft("touch", answer=False)
    delete = _soft("delete", answer=False)
    get_many = _soft("get_many", answer={})
    has_key = _soft("has_key", answer=False)
    set_many = _soft("set_many", answer=None)
    delete_many = _soft("delete_many", answer=None)
    clear = _soft("clear", answer=False)

    def get(self, key: Any, default: Any) -> Any:
        return _soft("get", answer=default)(self, key, default)

    def incr(self, key: Any, delta: int) -> int:
        try:
            return super().incr(key, delta)
        except (RedisGone, RedisSlow) as error:
            raise ValueError(f"Redis is gone, key {key} cannot grow") from error


class SoftRedisCache(RedisCache):
    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = SoftRedisCacheClient
