"""Countries and languages of films: their codes, names, and the words people use."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise

# ISO 639-1.
LANGUAGES: dict[str, Label] = {
    "ar": _("Arabic"), "bn": _("Bengali"), "cs": _("Czech"), "da": _("Danish"),
    "de": _("German"), "el": _("Greek"), "en": _("English"), "es": _("Spanish"),
    "fa": _("Persian"), "fi": _("Finnish"), "fr": _("French"), "he": _("Hebrew"),
    "hi": _("Hindi"), "hu": _("Hungarian"), "id": _("Indonesian"), "is": _("Icelandic"),
    "it": _("Italian"), "ja": _("Japanese"), "ko": _("Korean"), "lv": _("Latvian"),
    "mn": _("Mongolian"), "nl": _("Dutch"), "no": _("Norwegian"), "pl": _("Polish"),
    "pt": _("Portuguese"), "ro": _("Romanian"), "ru": _("Russian"), "sv": _("Swedish"),
    "ta": _("Tamil"), "te": _("Telugu"), "th": _("Thai"), "tr": _("Turkish"),
    "uk": _("Ukrainian"), "vi": _("Vietnamese"), "zh": _("Chinese"), "zu": _("Zulu"),
}  # fmt: skip

# ISO 3166 alpha-2.
COUNTRIES: dict[str, Label] = {
    "AR": _("Argentina"), "AT": _("Austria"), "AU": _("Australia"), "BE": _("Belgium"),
    "BR": _("Brazil"), "CA": _("Canada"), "CH": _("Switzerland"), "CL": _("Chile"),
    "CN": _("China"), "CU": _("Cuba"), "CZ": _("Czechia"), "DE": _("Germany"),
    "DK": _("Denmark"), "DZ": _("Algeria"), "EG": _("Egypt"), "ES": _("Spain"),
    "FI": _("Finland"), "FR": _("France"), "GB": _("United Kingdom"), "GR": _("Greece"),
    "HK": _("Hong Kong"), "HU": _("Hungary"), "ID": _("Indonesia"), "IE": _("Ireland"),
    "IL": _("Israel"), "IN": _("India"), "IR": _("Iran"), "IS": _("Iceland"),
    "IT": _("Italy"), "JP": _("Japan"), "KR": _("South Korea"), "LV": _("Latvia"),
    "MN": _("Mongolia"), "MX": _("Mexico"), "NL": _("Netherlands"), "NO": _("Norway"),
    "NZ": _("New Zealand"), "PL": _("Poland"), "PT": _("Portugal"), "RO": _("Romania"),
    "RU": _("Russia"), "SA": _("Saudi Arabia"), "SE": _("Sweden"), "TH": _("Thailand"),
    "TR": _("Turkey"), "TW": _("Taiwan"), "UA": _("Ukraine"), "US": _("United States"),
    "VN": _("Vietnam"), "ZA": _("South Africa"),
}  # fmt: skip

# What people call a country, folded, besides its English name above.
COUNTRY_WORDS: dict[str, str] = {
    "uk": "GB", "britain": "GB", "great britain": "GB", "england": "GB",
    "british": "GB",
    "scotland": "GB", "usa": "US", "us": "US", "america": "US", "american": "US",
    "hollywood": "US", "korea": "KR", "australian": "AU", "austrian": "AT",
    "belgian": "BE", "brazilian": "BR", "canadian": "CA", "swiss": "CH", "irish": "IE",
    "mexican": "MX", "argentinian": "AR", "argentine": "AR", "holland": "NL",
    "taiwanese": "TW", "iran": "IR", "iranian": "IR", "israeli": "IL", "indian": "IN",
    "bollywood": "IN", "russia": "RU", "chilean": "CL", "cuban": "CU", "egyptian": "EG",
    "algerian": "DZ", "south african": "ZA", "kiwi": "NZ", "soviet": "RU",
    "soviet union": "RU", "hong kong": "HK", "new zealand": "NZ", "saudi": "SA",
}  # fmt: skip

# Adjectives that mean a country when they stand alone ("a French film"), and a language
# in "in French". A film from Quebec is French in both senses: see understanding.
ADJECTIVES: dict[str, tuple[str, str]] = {
    "french": ("FR", "fr"), "german": ("DE", "de"), "italian": ("IT", "it"),
    "spanish": ("ES", "es"), "japanese": ("JP", "ja"), "korean": ("KR", "ko"),
    "south korean": ("KR", "ko"), "chinese": ("CN", "zh"), "swedish": ("SE", "sv"),
    "danish": ("DK", "da"), "norwegian": ("NO", "no"), "finnish": ("FI", "fi"),
    "icelandic": ("IS", "is"), "russian": ("RU", "ru"), "polish": ("PL", "pl"),
    "czech": ("CZ", "cs"), "hungarian": ("HU", "hu"), "romanian": ("RO", "ro"),
    "dutch": ("NL", "nl"), "portuguese": ("PT", "pt"), "greek": ("GR", "el"),
    "turkish": ("TR", "tr"), "persian": ("IR", "fa"), "hebrew": ("IL", "he"),
    "thai": ("TH", "th"), "vietnamese": ("VN", "vi"), "indonesian": ("ID", "id"),
    "mongolian": ("MN", "mn"), "latvian": ("LV", "lv"), "ukrainian": ("UA", "uk"),
}  # fmt: skip

# Languages that no one country stands for.
LANGUAGE_WORDS: dict[str, str] = {
    "arabic": "ar", "bengali": "bn", "english": "en", "farsi": "fa", "hindi": "hi",
    "mandarin": "zh", "cantonese": "zh", "tamil": "ta", "telugu": "te", "zulu": "zu",
}  # fmt: skip
