"""What is never kept of a person, whoever wrote it down: rules, model or page.

Health, faith, sexuality, origin, politics (what law calls special categories), and what
names or reaches somebody. Whole words of folded text; a film fact lost to a word that
only looks like it ("a gay romance") is the price.
"""

import re

from movies.folding import fold, word_set

_WORDS = word_set(
    # Health and body.
    "adhd addict addicted addiction alcoholic allergic allergy anorexia anorexic "
    "antidepressants anxiety aids asthma autism autistic bipolar bulimia cancer chemo "
    "chemotherapy dementia depressed depression diabetes diabetic diagnosed diagnosis "
    "disabled disability disease dyslexia dyslexic epilepsy epileptic hiv hospital ill "
    "illness insomnia medication meds migraine migraines miscarriage miscarried obese "
    "ocd overdose panic phobia pills pregnancy pregnant psychiatrist ptsd rehab "
    "schizophrenia schizophrenic seizure seizures sick sober stroke suicidal suicide "
    "surgery syndrome therapist therapy trauma traumatised traumatized wheelchair "
    # Faith.
    "atheist baptist bible buddhist catholic catholics christian christians church "
    "faith god hijab hindu islam islamic jehovah jesus jew jewish jews kosher mormon "
    "mosque muslim muslims orthodox pastor pray prayer prayers priest protestant quran "
    "ramadan religion religious sabbath shabbat sikh synagogue temple "
    # Sexuality and the body's.
    "asexual bisexual bi cis gay genderqueer heterosexual homosexual hetero lesbian "
    "lesbians lgbt lgbtq nonbinary porn queer sex sexual sexuality sexually trans "
    "transgender transsexual virgin "
    # Origin and politics.
    "asylum black brown caucasian communist conservative democrat democrats ethnic "
    "ethnicity fascist immigrant labour leftist liberal migrant nazi politics race "
    "refugee republican republicans socialist tory trump union vote voted voter "
    # Trouble with the law, and money.
    "arrested convicted conviction debt debts jail parole prison probation salary"
)
_FILM_WORDS = re.compile(
    r"\bblack and white\b|\bblack comed\w+|\bprison films?\b|\bprison movies?\b"
)
# An address, a number to call, an account.
_CONTACT = re.compile(r"@|https?:|www\.|\d[\d\s/().-]{5,}\d")


def is_sensitive(text: str) -> bool:
    said = _FILM_WORDS.sub(" ", fold(text))
    return bool(_CONTACT.search(text)) or not _WORDS.isdisjoint(said.split())
