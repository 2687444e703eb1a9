"""The words of the catalogue: how common each is, and how it may be misspelled."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models


class Word(models.Model):
    """A word of the full-text index, kept by movies.vocabulary.

    `deletes` are its first letters with up to two left out, the candidate index of
    SymSpell: a misspelled word shares one of them with the word that was meant.
    """

    text = models.CharField(max_length=60, primary_key=True)
    films = models.IntegerField(default=0, help_text="Films with the word anywhere.")
    named = models.IntegerField(
        default=0, help_text="Films with it in titles, names, genres or keywords."
    )
    fame = models.SmallIntegerField(default=0, help_text="Of the best known of those.")
    deletes = ArrayField(models.CharField(max_length=8), default=list)

    class Meta:
        indexes: ClassVar = [
            GinIndex("deletes", name="word_deletes"),
            models.Index(OpClass("text", "text_pattern_ops"), name="word_prefix"),
        ]

    def __str__(self) -> str:
        return self.text
